//! From letters to words, and from words to stretches of a line.

use super::ink::{Letter, LetterText, Sight};

/// Turns places so that text runs from left to right; and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    along: (f64, f64),
}

impl Frame {
    /// The frame of text that runs in one of the four directions of a page; 0 is upright, 1 runs downwards.
    pub(super) fn quarter(turns: u8) -> Self {
        let along = match turns % 4 {
            0 => (1.0, 0.0),
            1 => (0.0, 1.0),
            2 => (-1.0, 0.0),
            _ => (0.0, -1.0),
        };
        Self { along }
    }

    /// From the page to the frame.
    pub(super) fn to(self, x: f64, y: f64) -> (f64, f64) {
        let (a, b) = self.along;
        (x * a + y * b, y * a - x * b)
    }

    /// From the frame to the page.
    pub(super) fn back(self, u: f64, v: f64) -> (f64, f64) {
        let (a, b) = self.along;
        (u * a - v * b, u * b + v * a)
    }
}

/// Which of the four directions a letter runs in; none for slanted text.
pub(super) fn quarter_of(letter: &Letter) -> Option<u8> {
    let (dx, dy) = (letter.dx, letter.dy);
    if dx.abs() < 1e-6 && dy.abs() < 1e-6 {
        return Some(0);
    }
    if dy.abs() <= 0.1 * dx.abs() {
        Some(if dx > 0.0 { 0 } else { 2 })
    } else if dx.abs() <= 0.1 * dy.abs() {
        Some(if dy > 0.0 { 1 } else { 3 })
    } else {
        None
    }
}

/// Letters that stand together: a word, or a part of one that is raised or set otherwise.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub text: String,
    pub x0: f64,
    pub x1: f64,
    /// Baseline.
    pub base: f64,
    pub size: f64,
    /// How much blacker than usual its letters are; 1 is usual.
    pub weight: f32,
    /// What its letters weigh, for working out what is usual.
    pub inks: Vec<(char, f32)>,
    pub rise: Rise,
    /// Whether no blank stands before it.
    pub glued: bool,
}

/// Whether letters stand on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rise {
    OnLine,
    Raised,
    Lowered,
}

/// Words that stand on one line without a wide gap.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub tokens: Vec<Token>,
    pub x0: f64,
    pub x1: f64,
    pub base: f64,
    pub size: f64,
    /// The table that stands here, in place of words.
    pub table: Option<usize>,
}

/// A gap wider than this parts words; in sizes of the font.
const WORD_GAP: f64 = 0.13;
/// A gap wider than this parts segments.
const SEGMENT_GAP: f64 = 0.9;

impl Segment {
    fn of(tokens: Vec<Token>) -> Option<Self> {
        let x0 = tokens.iter().map(|t| t.x0).fold(f64::INFINITY, f64::min);
        let x1 = tokens
            .iter()
            .map(|t| t.x1)
            .fold(f64::NEG_INFINITY, f64::max);
        // The size of most of its letters; the baseline of those.
        let main = tokens
            .iter()
            .max_by_key(|token| {
                let same: usize = tokens
                    .iter()
                    .filter(|t| (t.size - token.size).abs() < 0.3)
                    .map(|t| t.text.len())
                    .sum();
                (same, (token.size * 100.0) as i64)
            })?
            .clone();
        Some(Self {
            x0,
            x1,
            base: main.base,
            size: main.size,
            tokens,
            table: None,
        })
    }

    /// A segment of some of its words.
    pub(super) fn with(&self, tokens: Vec<Token>) -> Option<Self> {
        Some(Self {
            base: self.base,
            size: self.size,
            ..Self::of(tokens)?
        })
    }

    pub(super) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for token in &self.tokens {
            if !text.is_empty() && !token.glued {
                text.push(' ');
            }
            text.push_str(&token.text);
        }
        text
    }

    /// Share of its letters that are bold.
    pub(super) fn boldness(&self) -> f64 {
        let (mut bold, mut all) = (0, 0);
        for token in self.tokens.iter().filter(|t| t.rise == Rise::OnLine) {
            let letters = token.text.chars().filter(|c| c.is_alphabetic()).count();
            all += letters;
            if token.weight > BOLD {
                bold += letters;
            }
        }
        if all == 0 {
            return 0.0;
        }
        bold as f64 / all as f64
    }
}

/// A word is bold when its letters are blacker than usual by this factor.
pub(super) const BOLD: f32 = 1.2;

/// The segments of the letters that run in the frame's direction, in no particular order.
pub(super) fn segments(letters: &[&Letter], frame: Frame) -> Vec<Segment> {
    let tokens = tokens(letters, frame);
    let mut lines: Vec<Vec<Token>> = Vec::new();
    for token in tokens {
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| follows(last, &token)) => line.push(token),
            _ => lines.push(vec![token]),
        }
    }
    let mut segments: Vec<Segment> = lines.into_iter().filter_map(Segment::of).collect();
    merge(&mut segments);
    for segment in &mut segments {
        finish(segment);
    }
    segments
}

/// Whether a word that is drawn next goes on in the segment.
fn follows(last: &Token, next: &Token) -> bool {
    let size = last.size.max(next.size);
    let gap = next.x0 - last.x1;
    let shift = (next.base - last.base).abs();
    let level = shift < 0.12 * size
        || (shift < 0.62 * size && next.size.min(last.size) < 0.88 * size && gap < 0.4 * size);
    level && (-0.5 * size..SEGMENT_GAP * size).contains(&gap)
}

fn tokens(letters: &[&Letter], frame: Frame) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut accent: Option<char> = None;
    let mut open = false;
    for (number, letter) in letters.iter().enumerate() {
        if !matches!(letter.sight, Sight::Seen | Sight::Invisible) {
            continue;
        }
        let text = match &letter.text {
            LetterText::One(c) => plain(*c),
            LetterText::Several(several) => several.chars().map(plain).collect(),
            LetterText::Unknown => "\u{fffd}".to_owned(),
        };
        let (x0, base) = frame.to(letter.x, letter.y);
        let (dx, _) = frame.to(letter.dx, letter.dy);
        let x1 = x0 + dx.max(0.0);
        // Accents that are drawn by themselves, over the letter after or before them.
        if let Some(mark) = text.chars().next().and_then(combining) {
            let middle = (x0 + x1) / 2.0;
            let last = tokens
                .last_mut()
                .filter(|last| open && (last.base - base).abs() < 0.6 * letter.size);
            match last {
                Some(last) if middle < last.x1 - 0.1 * letter.size && middle > last.x0 => {
                    last.text = accented(&last.text, mark);
                }
                _ => accent = Some(mark),
            }
            if accent.is_none() {
                continue;
            }
            let next = letters.get(number + 1).map(|next| {
                let (start, level) = frame.to(next.x, next.y);
                let (width, _) = frame.to(next.dx, next.dy);
                start - 0.1 * letter.size < middle
                    && middle < start + width + 0.1 * letter.size
                    && (level - base).abs() < 0.6 * letter.size
                    && matches!(next.text, LetterText::One(c) if c.is_alphabetic())
            });
            if next == Some(true) {
                continue;
            }
            accent = None;
        }
        let text = match accent.take() {
            Some(mark) => accented(&text, mark),
            None => text,
        };
        if text.trim().is_empty() {
            open = open && dx < 0.05 * letter.size;
            continue;
        }
        // Bold that is made by drawing twice.
        let twice = letters[number.saturating_sub(60)..number]
            .iter()
            .any(|other| {
                other.text == letter.text
                    && (other.x - letter.x).abs() < 0.12 * letter.size
                    && (other.y - letter.y).abs() < 0.08 * letter.size
                    && (other.size - letter.size).abs() < 0.1
                    && dx > 0.15 * letter.size
            });
        if twice {
            continue;
        }
        let ink = match text.chars().next() {
            Some(c) if c.is_alphabetic() && letter.ink > 0.0 => Some((c, letter.ink)),
            _ => None,
        };
        if open
            && let Some(last) = tokens.last_mut()
            && (last.base - base).abs() < 0.06 * letter.size
            && (last.size - letter.size).abs() < 0.06 * letter.size
            && (-0.4 * letter.size..WORD_GAP * letter.size).contains(&(x0 - last.x1))
        {
            last.text.push_str(&text);
            last.x1 = last.x1.max(x1);
            last.inks.extend(ink);
            continue;
        }
        tokens.push(Token {
            text,
            x0,
            x1,
            base,
            size: letter.size,
            weight: 1.0,
            inks: ink.into_iter().collect(),
            rise: Rise::OnLine,
            glued: false,
        });
        open = true;
    }
    tokens
}

/// A letter as text: ligatures in their letters, blanks as blanks, letters of formulas as letters.
fn plain(c: char) -> String {
    use unicode_normalization::UnicodeNormalization;
    match c {
        '\u{fb00}'..='\u{fb06}' | '\u{1d400}'..='\u{1d7ff}' | '\u{2100}'..='\u{2101}' => {
            std::iter::once(c).nfkc().collect()
        }
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ".into(),
        c if c.is_control() => " ".into(),
        // TeX's degree sign, and a registered sign of its own.
        '\u{2218}' => "°".into(),
        '\u{24c7}' => "®".into(),
        c => c.into(),
    }
}

/// The combining form of an accent that stands by itself.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' | '\u{2cb}' => '\u{300}',
        '\u{b4}' | '\u{2ca}' => '\u{301}',
        '\u{2c6}' => '\u{302}',
        '\u{2dc}' => '\u{303}',
        '\u{af}' | '\u{2c9}' => '\u{304}',
        '\u{2d8}' => '\u{306}',
        '\u{2d9}' => '\u{307}',
        '\u{a8}' => '\u{308}',
        '\u{2da}' => '\u{30a}',
        '\u{2dd}' => '\u{30b}',
        '\u{2c7}' => '\u{30c}',
        '\u{b8}' => '\u{327}',
        '\u{2db}' => '\u{328}',
        '\u{300}'..='\u{36f}' => accent,
        _ => return None,
    })
}

/// A text with an accent on its last letter.
fn accented(text: &str, mark: char) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut text = text.to_owned();
    // The letters without a dot are made for accents.
    match text.pop() {
        Some('ı') => text.push('i'),
        Some('ȷ') => text.push('j'),
        Some(last) => text.push(last),
        None => {}
    }
    text.push(mark);
    text.nfc().collect()
}

/// Joins segments that stand beside each other on a line though they were not drawn one after the other, and raised
/// letters with what they belong to.
fn merge(segments: &mut Vec<Segment>) {
    loop {
        segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut next: Vec<Option<Segment>> = segments.drain(..).map(Some).collect();
        let mut merged = false;
        // From the top down, so that only neighbours in height are looked at.
        let mut order: Vec<usize> = (0..next.len()).collect();
        let height = |segment: &Option<Segment>| segment.as_ref().map_or(0.0, |s| s.base);
        order.sort_by(|a, b| {
            height(&next[*a])
                .total_cmp(&height(&next[*b]))
                .then(a.cmp(b))
        });
        for (place, &at) in order.iter().enumerate() {
            for &other in &order[place + 1..] {
                let (Some(a), Some(b)) = (&next[at], &next[other]) else {
                    continue;
                };
                if b.base - a.base > 0.65 * a.size.max(b.size) {
                    if b.base - a.base > 60.0 {
                        break;
                    }
                    continue;
                }
                let (left, right) = if a.x0 <= b.x0 { (a, b) } else { (b, a) };
                if !beside(left, right) {
                    continue;
                }
                let (left, right) = if a.x0 <= b.x0 {
                    (at, other)
                } else {
                    (other, at)
                };
                let (Some(left), Some(right)) = (next[left].take(), next[right].take()) else {
                    continue;
                };
                let mut tokens = left.tokens;
                tokens.extend(right.tokens);
                tokens.sort_by(|a, b| a.x0.total_cmp(&b.x0));
                next[at] = Segment::of(tokens);
                merged = true;
            }
        }
        segments.extend(next.into_iter().flatten());
        if !merged {
            return;
        }
    }
}

fn beside(left: &Segment, right: &Segment) -> bool {
    let size = left.size.max(right.size);
    let gap = right.x0 - left.x1;
    let shift = (left.base - right.base).abs();
    if shift < 0.15 * size && (left.size - right.size).abs() < 0.35 * size {
        return (-0.4 * size..SEGMENT_GAP * size).contains(&gap);
    }
    // Raised or lowered letters, within or beside.
    let small = left.size.min(right.size) < 0.85 * size;
    let inner = right.x0 > left.x0 && right.x1 < left.x1 && right.size < left.size;
    small && shift < 0.6 * size && ((-0.3 * size..0.25 * size).contains(&gap) || inner)
}

/// Says which words are raised, and before which no blank stands.
fn finish(segment: &mut Segment) {
    segment.tokens.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let (base, size) = (segment.base, segment.size);
    let mut last: Option<(f64, f64, Rise)> = None;
    let mut thousand = false;
    for token in &mut segment.tokens {
        let shift = base - token.base;
        let small = token.size < 0.9 * size;
        token.rise = if small && shift > 0.14 * size {
            Rise::Raised
        } else if small && shift < -0.06 * size {
            Rise::Lowered
        } else {
            Rise::OnLine
        };
        if let Some((end, last_size, last_rise)) = last {
            let gap = token.x0 - end;
            let wide = WORD_GAP * token.size.max(last_size);
            // Raised letters stand a little off.
            let wide = if token.rise != last_rise {
                wide * 1.15
            } else {
                wide
            };
            // “1, 890”: formulas set a thin space behind the comma of thousands.
            let thousands = thousand
                && gap < 0.2 * token.size
                && token.text.chars().take_while(char::is_ascii_digit).count() == 3;
            token.glued = gap < wide || thousands;
        }
        thousand = token.text.strip_suffix(',').is_some_and(|digits| {
            let count = digits
                .chars()
                .rev()
                .take_while(char::is_ascii_digit)
                .count();
            (1..=3).contains(&count)
        });
        last = Some((token.x1, token.size, token.rise));
    }
}
