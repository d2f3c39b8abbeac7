//! A drawing as PNG and PDF, with the shipped font only, so that every computer draws the same.
//!
//! Noto Sans has the Latin, Greek and Cyrillic scripts. What it lacks (East Asian scripts, Arabic,
//! emoji) appears as empty boxes in PNG and PDF, but for the minus sign, which becomes an en dash; the SVG keeps it as text. The bytes of a PNG are the
//! same for the same drawing; those of a PDF may list its two fonts in either order.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::text::{BOLD, REGULAR, drawn};

/// Why a drawing could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The picture would be larger than a computer should be asked to hold.
    #[error(
        "the picture would be {width} × {height} pixels, which is too large; choose a lower resolution than {dpi} dpi, or SVG or PDF"
    )]
    TooLarge {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
        /// The resolution asked for.
        dpi: u32,
    },
    /// A library refused the drawing: a fault of this program, not of the numbers.
    #[error("the diagram could not be written as {format}: {message}")]
    Failed {
        /// `PNG` or `PDF`.
        format: &'static str,
        /// What the library said.
        message: String,
    },
}

/// The most pixels a PNG may have: 400 MB while it is drawn.
const MOST_PIXELS: u64 = 100_000_000;

static SHIPPED_FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// An SVG document in `dpi` pixels per inch (96 shows it at its natural size on a screen, 300 is what
/// journals ask for); the resolution is noted in the file.
///
/// # Errors
/// [`DrawError::TooLarge`] above 100 million pixels; [`DrawError::Failed`] if it is no SVG.
pub fn png(svg: &str, dpi: u32) -> Result<Vec<u8>, DrawError> {
    let tree = tree(svg, "PNG")?;
    let scale = f64::from(dpi.max(1)) / 96.0;
    let pixels = |length: f32| (f64::from(length) * scale).ceil() as u64;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let too_large = DrawError::TooLarge { width, height, dpi };
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(too_large);
    }
    let (Ok(across), Ok(down)) = (u32::try_from(width), u32::try_from(height)) else {
        return Err(too_large);
    };
    let mut pixmap = Pixmap::new(across, down).ok_or(too_large)?;
    resvg::render(
        &tree,
        // Stretched to whole pixels, so that the background reaches the last row and column.
        Transform::from_scale(
            across as f32 / tree.size().width(),
            down as f32 / tree.size().height(),
        ),
        &mut pixmap.as_mut(),
    );
    encode(&pixmap, dpi).map_err(|error| DrawError::Failed {
        format: "PNG",
        message: error.to_string(),
    })
}

/// An SVG document as a PDF of one page of its own size, with its text selectable and its fonts embedded.
///
/// # Errors
/// [`DrawError::Failed`] if the PDF library refuses it.
pub fn pdf(svg: &str) -> Result<Vec<u8>, DrawError> {
    let tree = tree(svg, "PDF")?;
    svg2pdf::to_pdf(
        &tree,
        svg2pdf::ConversionOptions::default(),
        svg2pdf::PageOptions { dpi: 96.0 },
    )
    .map_err(|error| DrawError::Failed {
        format: "PDF",
        message: error.to_string(),
    })
}

pub(crate) fn tree(svg: &str, format: &'static str) -> Result<usvg::Tree, DrawError> {
    let options = usvg::Options {
        fontdb: Arc::clone(&SHIPPED_FONTS),
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&drawn(svg), &options).map_err(|error| DrawError::Failed {
        format,
        message: error.to_string(),
    })
}

/// The background is opaque, so that red, green and blue are all there is to keep.
fn encode(pixmap: &Pixmap, dpi: u32) -> Result<Vec<u8>, png::EncodingError> {
    let rgb: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (f64::from(dpi.max(1)) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}
