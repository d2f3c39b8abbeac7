//! What a page draws: letters with their places, lines, filled shapes, pictures.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, interpret_page,
};

/// A letter (or ligature) as it is drawn. Coordinates are points from the upper left corner of the page as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub text: LetterText,
    /// Where its pen starts.
    pub x: f64,
    pub y: f64,
    /// How far the pen moves.
    pub dx: f64,
    pub dy: f64,
    /// Size of its font, points.
    pub size: f64,
    /// How black it is: share of its em square that is inked, where known.
    pub ink: f32,
    /// Whether a person sees it.
    pub sight: Sight,
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LetterText {
    One(char),
    Several(String),
    /// The font does not say.
    Unknown,
}

/// Whether a letter is seen by a person who looks at the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Seen,
    /// Drawn with rendering mode 3: text under a scan, or hidden.
    Invisible,
    /// In the colour of what it stands on, or transparent.
    Unseen,
    Tiny,
    OffPage,
}

/// A thin straight line that is level or upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Rule {
    pub(super) fn is_level(&self) -> bool {
        self.x1 - self.x0 > self.y1 - self.y0
    }
}

/// All that is on a page.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub width: f64,
    pub height: f64,
    pub letters: Vec<Letter>,
    pub rules: Vec<Rule>,
    /// Share of the page that its largest picture covers.
    pub picture: f64,
    /// Whether anything but letters is drawn.
    pub drawn: bool,
    /// Whether it was too much to take in.
    pub cut: bool,
}

/// Letters of a page beyond this are left out: no page of a report has as many.
const MOST_LETTERS: usize = 400_000;
/// Lines thicker than this are bars, points.
const THICKEST_RULE: f64 = 2.6;
/// Letters smaller than this cannot be read, points.
const TINY: f64 = 1.6;
/// Shapes beyond this are not kept as backgrounds.
const MOST_FILLS: usize = 4000;
/// As many glyphs are measured for how black they are.
const MOST_MEASURED: usize = 20_000;

/// A shape that was filled, for what stands on it.
struct Fill {
    area: Rect,
    /// None: a picture or a pattern, of any colour.
    colour: Option<[u8; 3]>,
    /// How many letters were drawn before it.
    after: usize,
}

/// What the pages of a document share.
pub(super) struct Reader<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    measured: HashMap<u128, f32>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self {
            pdf,
            cache: InterpreterCache::new(),
            measured: HashMap::new(),
        }
    }

    /// Reads one page. A page that breaks the interpreter is as far as it came.
    pub(super) fn page(&mut self, page: &Page<'a>) -> Ink {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let shown = Affine::new(page.initial_transform(true).as_coeffs());
        let whole = Rect::new(0.0, 0.0, width, height);
        let mut sheet = Sheet {
            ink: Ink {
                width,
                height,
                ..Ink::default()
            },
            whole,
            clips: Vec::new(),
            groups: Vec::new(),
            fills: Vec::new(),
            colours: Vec::new(),
            measured: &mut self.measured,
        };
        let mut context = Context::new(
            shown,
            whole,
            &self.cache,
            self.pdf.xref(),
            InterpreterSettings::default(),
        );
        let read = catch_unwind(AssertUnwindSafe(|| {
            interpret_page(page, &mut context, &mut sheet);
        }));
        if read.is_err() {
            tracing::debug!("a page was read in part");
        }
        sheet.finish()
    }
}

/// Takes down what is drawn.
struct Sheet<'m> {
    ink: Ink,
    whole: Rect,
    clips: Vec<Rect>,
    /// Opacity of each open group.
    groups: Vec<f32>,
    fills: Vec<Fill>,
    /// Colour of each letter; none for patterns.
    colours: Vec<Option<[u8; 3]>>,
    measured: &'m mut HashMap<u128, f32>,
}

impl Sheet<'_> {
    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(self.whole)
    }

    fn opacity(&self) -> f32 {
        self.groups.iter().product()
    }

    fn fill(&mut self, area: Rect, colour: Option<[u8; 3]>) {
        let area = area.intersect(self.clip());
        if area.width() > 1.0 && area.height() > 1.0 && self.fills.len() < MOST_FILLS {
            self.fills.push(Fill {
                area,
                colour,
                after: self.ink.letters.len(),
            });
        }
    }

    fn letter(&mut self, letter: Letter, colour: Option<[u8; 3]>) {
        if self.ink.letters.len() >= MOST_LETTERS {
            self.ink.cut = true;
            return;
        }
        self.ink.letters.push(letter);
        self.colours.push(colour);
    }

    /// Says of each letter whether it is seen, now that all is drawn.
    fn finish(mut self) -> Ink {
        for (at, letter) in self.ink.letters.iter_mut().enumerate() {
            if letter.sight != Sight::Seen {
                continue;
            }
            let middle = Point::new(
                letter.x + letter.dx / 2.0 + letter.dy * 0.3,
                letter.y + letter.dy / 2.0 - letter.dx.signum() * 0.3 * letter.size,
            );
            let mut ground = Some([255; 3]);
            let mut covered = false;
            for fill in &self.fills {
                if !fill.area.contains(middle) {
                    continue;
                }
                if fill.after <= at {
                    ground = fill.colour;
                } else if fill.colour.is_some() && !fill.area.is_zero_area() {
                    covered = true;
                }
            }
            let alike = match (ground, self.colours.get(at).copied().flatten()) {
                (Some(ground), Some(own)) => {
                    ground.iter().zip(own).all(|(a, b)| a.abs_diff(b) <= ALIKE)
                }
                _ => false,
            };
            if alike || covered {
                letter.sight = Sight::Unseen;
            }
        }
        self.ink
    }

    fn rule(&mut self, area: Rect) {
        let area = area.intersect(self.clip());
        let (width, height) = (area.width(), area.height());
        let thin = width.min(height);
        let long = width.max(height);
        if (0.0..=THICKEST_RULE).contains(&thin) && long >= 8.0 && long > 4.0 * thin {
            self.ink.rules.push(Rule {
                x0: area.x0,
                y0: area.y0,
                x1: area.x1,
                y1: area.y1,
            });
        }
    }
}

/// Colours that differ by no more than this in red, green and blue cannot be told apart.
const ALIKE: u8 = 10;

fn colour_of(paint: &Paint<'_>) -> (Option<[u8; 3]>, f32) {
    match paint {
        Paint::Color(colour) => {
            let [r, g, b, a] = colour.to_rgba().to_rgba8();
            (Some([r, g, b]), f32::from(a) / 255.0)
        }
        Paint::Pattern(_) => (None, 1.0),
    }
}

impl<'a> Device<'a> for Sheet<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.ink.drawn = true;
        let (colour, opacity) = colour_of(&props.paint);
        let opacity = opacity * self.opacity();
        if opacity < 0.05 {
            return;
        }
        let area = props.transform.transform_rect_bbox(path.bounding_box());
        if !area.is_finite() {
            return;
        }
        match mode {
            DrawMode::Fill(_) => {
                // A shape of other than a rectangle does not cover its box.
                if path.elements().len() <= 6 && opacity > 0.95 {
                    self.fill(area, colour);
                }
                if colour != Some([255; 3]) {
                    self.rule(area);
                }
            }
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                let filled = matches!(mode, DrawMode::FillAndStroke(..));
                if filled && path.elements().len() <= 6 && opacity > 0.95 {
                    self.fill(area, colour);
                }
                if colour == Some([255; 3]) {
                    return;
                }
                if area.width() > 8.0 && area.height() > 8.0 && path.elements().len() <= 6 {
                    // The four sides of a frame.
                    self.rule(Rect::new(area.x0, area.y0, area.x1, area.y0));
                    self.rule(Rect::new(area.x0, area.y1, area.x1, area.y1));
                    self.rule(Rect::new(area.x0, area.y0, area.x0, area.y1));
                    self.rule(Rect::new(area.x1, area.y0, area.x1, area.y1));
                } else {
                    self.rule(area);
                }
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let area = clip.path.bounding_box();
        let next = if area.is_finite() {
            self.clip().intersect(area)
        } else {
            self.clip()
        };
        self.clips.push(next);
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.groups.push(opacity);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let (colour, opacity) = colour_of(&props.paint);
        let opacity = opacity * self.opacity();
        let clip = self.clip().inflate(1.0, 1.0);
        for glyph in run.glyphs() {
            let placed = props.transform * glyph.transform();
            let at = placed * Point::ZERO;
            let up = placed * Point::new(0.0, 1000.0) - at;
            let (advance, ink) = match &**glyph {
                Glyph::Outline(outline) => {
                    let key = outline.identifier().cache_key();
                    let full = self.measured.len() >= MOST_MEASURED;
                    let ink = match self.measured.get(&key) {
                        Some(ink) => *ink,
                        None if full => 0.0,
                        None => {
                            let ink = (outline.outline().area().abs() / 1e6) as f32;
                            self.measured.insert(key, ink);
                            ink
                        }
                    };
                    (outline.advance_width(), ink)
                }
                Glyph::Type3(drawn) => (drawn.advance_width(), 0.0),
            };
            let advance = f64::from(advance.unwrap_or(500.0));
            let pen = placed * Point::new(advance, 0.0) - at;
            let size = up.hypot();
            if !(at.is_finite() && pen.is_finite() && size.is_finite()) {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => LetterText::One(c),
                Some(BfString::String(several)) => LetterText::Several(several),
                None => LetterText::Unknown,
            };
            let middle = at + pen * 0.5 + up * 0.3;
            let sight = if matches!(mode, DrawMode::Invisible) {
                Sight::Invisible
            } else if !self.whole.contains(middle) || !clip.contains(middle) {
                Sight::OffPage
            } else if size < TINY {
                Sight::Tiny
            } else if opacity < 0.05 {
                Sight::Unseen
            } else {
                Sight::Seen
            };
            // A letter that is filled and then outlined is one letter.
            if matches!(mode, DrawMode::Stroke(_)) && self.is_drawn_again(&text, at) {
                continue;
            }
            self.letter(
                Letter {
                    text,
                    x: at.x,
                    y: at.y,
                    dx: pen.x,
                    dy: pen.y,
                    size,
                    ink,
                    sight,
                },
                colour,
            );
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.ink.drawn = true;
        // A picture is drawn in a box of as many units as it has points.
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let area = props
            .transform
            .transform_rect_bbox(Rect::new(0.0, 0.0, width, height))
            .intersect(self.clip());
        if !area.is_finite() {
            return;
        }
        let share = area.area() / self.whole.area().max(1.0);
        self.ink.picture = self.ink.picture.max(share);
        self.fill(area, None);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

impl Sheet<'_> {
    fn is_drawn_again(&self, text: &LetterText, at: Point) -> bool {
        self.ink.letters.iter().rev().take(400).any(|letter| {
            letter.text == *text && (letter.x - at.x).abs() < 0.2 && (letter.y - at.y).abs() < 0.2
        })
    }
}
