//! English words for numbers below a hundred, as the texts of papers write out group sizes and counts.

/// Words for 0 to 19.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// Words for 20, 30 … 90.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The value of a word in small letters for a number below twenty, such as 12 of `twelve`.
pub fn small_number_word(word: &str) -> Option<u32> {
    at(&SMALL, word)
}

/// The value of a word in small letters for tens, such as 40 of `forty`.
pub fn tens_word(word: &str) -> Option<u32> {
    at(&TENS, word).map(|place| (place + 2) * 10)
}

fn at(words: &[&str], wanted: &str) -> Option<u32> {
    let place = words.iter().position(|known| *known == wanted)?;
    u32::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_values() {
        assert_eq!(small_number_word("zero"), Some(0));
        assert_eq!(small_number_word("nineteen"), Some(19));
        assert_eq!(tens_word("twenty"), Some(20));
        assert_eq!(tens_word("ninety"), Some(90));
        assert_eq!(small_number_word("ninety"), None);
        assert_eq!(tens_word("nineteen"), None);
    }
}
