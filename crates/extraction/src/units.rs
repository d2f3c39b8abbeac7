//! Units of measurement: what they measure, and how one is converted into another.

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Grams.
    Mass,
    /// Litres.
    Volume,
    /// Days.
    Time,
    /// Metres.
    Length,
    /// Per cent.
    Share,
    /// Amount of substance, moles.
    Substance,
    /// International units, or others that are not converted.
    Other,
}

/// A unit with its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// As the program writes it, such as `mg`.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's base unit it is.
    pub size: f64,
}

/// Days in a year and in a month, on average (Gregorian calendar).
const YEAR: f64 = 365.2425;
const MONTH: f64 = YEAR / 12.0;

macro_rules! units {
    ($($($word:literal)|+ => $name:literal, $dimension:ident, $size:expr;)*) => {
        /// The unit that a word in lower case names; `None` where it names none.
        pub fn unit_word(word: &str) -> Option<Unit> {
            match word {
                $($($word)|+ => Some(Unit { name: $name, dimension: Dimension::$dimension, size: $size }),)*
                _ => None,
            }
        }
    };
}

units! {
    "kg" | "kilogram" | "kilograms" | "kilo" | "kilos" => "kg", Mass, 1e3;
    "g" | "gm" | "gr" | "gram" | "grams" => "g", Mass, 1.0;
    "mg" | "milligram" | "milligrams" => "mg", Mass, 1e-3;
    "µg" | "μg" | "ug" | "mcg" | "microgram" | "micrograms" => "µg", Mass, 1e-6;
    "ng" | "nanogram" | "nanograms" => "ng", Mass, 1e-9;
    "l" | "litre" | "litres" | "liter" | "liters" => "l", Volume, 1.0;
    "dl" | "decilitre" | "deciliter" => "dl", Volume, 0.1;
    "ml" | "millilitre" | "millilitres" | "milliliter" | "milliliters" => "ml", Volume, 1e-3;
    "µl" | "μl" | "ul" => "µl", Volume, 1e-6;
    "year" | "years" | "yr" | "yrs" | "y" => "years", Time, YEAR;
    "month" | "months" | "mo" | "mos" => "months", Time, MONTH;
    "week" | "weeks" | "wk" | "wks" => "weeks", Time, 7.0;
    "day" | "days" | "d" => "days", Time, 1.0;
    "hour" | "hours" | "h" | "hr" | "hrs" => "hours", Time, 1.0 / 24.0;
    "minute" | "minutes" | "min" | "mins" => "minutes", Time, 1.0 / 1440.0;
    "second" | "seconds" | "sec" | "secs" | "s" => "seconds", Time, 1.0 / 86_400.0;
    "m" | "metre" | "metres" | "meter" | "meters" => "m", Length, 1.0;
    "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => "cm", Length, 1e-2;
    "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" => "mm", Length, 1e-3;
    "%" | "percent" | "percentage" => "%", Share, 1.0;
    "mol" => "mol", Substance, 1.0;
    "mmol" => "mmol", Substance, 1e-3;
    "µmol" | "μmol" | "umol" => "µmol", Substance, 1e-6;
    "nmol" => "nmol", Substance, 1e-9;
    "pmol" => "pmol", Substance, 1e-12;
    "iu" | "u" | "units" | "unit" => "IU", Other, 1.0;
    "mmhg" => "mmHg", Other, 1.0;
    "gy" => "Gy", Other, 1.0;
    "meq" => "mEq", Other, 1.0;
    "kcal" | "cal" | "calories" => "kcal", Other, 1.0;
    "bpm" => "bpm", Other, 1.0;
    "points" | "point" => "points", Other, 1.0;
}

/// A unit as it is compared: `mg/kg/day` and `mg kg-1 d-1` are given as `mg/kg/days`. `None` where a part is no unit.
pub fn unit_name(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace('²', "2");
    if text == "kg/m2" {
        return Some("kg/m²".into());
    }
    let text = text
        .replace(" per ", "/")
        .replace(" a ", "/")
        .replace(" / ", "/");
    let parts: Option<Vec<&str>> = text
        .split('/')
        .map(|part| unit_word(part.trim()).map(|unit| unit.name))
        .collect();
    parts
        .filter(|parts| !parts.is_empty())
        .map(|parts| parts.join("/"))
}

/// A value in another unit, with the factor it is multiplied by; `None` where the units measure different things.
pub fn convert(value: f64, from: &str, to: &str) -> Option<(f64, f64)> {
    let (from, to) = (unit_name(from)?, unit_name(to)?);
    if from == to {
        return Some((value, 1.0));
    }
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    if from.len() != to.len() {
        return None;
    }
    let mut factor = 1.0;
    for (place, (from, to)) in from.iter().zip(&to).enumerate() {
        let (from, to) = (
            unit_word(&from.to_lowercase())?,
            unit_word(&to.to_lowercase())?,
        );
        if from.dimension != to.dimension
            || (from.dimension == Dimension::Other && from.name != to.name)
        {
            return None;
        }
        let ratio = from.size / to.size;
        factor *= if place == 0 { ratio } else { ratio.recip() };
    }
    Some((value * factor, factor))
}
