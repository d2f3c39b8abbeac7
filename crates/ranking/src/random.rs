//! The random numbers of the reference program, drawn in the same way, so that the same seed gives the same order.
//!
//! ASReview seeds NumPy's legacy `RandomState` (Mersenne Twister, MT19937) once; scikit-learn draws one number from it
//! for each fit and seeds liblinear's own MT19937 with that.

use rand_mt::Mt;

/// NumPy's `RandomState`, as far as it is needed.
#[derive(Clone, Debug)]
pub(crate) struct RandomState(Mt);

impl RandomState {
    pub(crate) fn new(seed: u32) -> Self {
        Self(Mt::new(seed))
    }

    /// `randint(2³¹ − 1)`: the seed that scikit-learn gives to liblinear.
    pub(crate) fn liblinear_seed(&mut self) -> u32 {
        self.at_most((1 << 31) - 2)
    }

    /// `shuffle`: Fisher–Yates from the end.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.at_most(u32::try_from(last).unwrap_or(u32::MAX)) as usize;
            items.swap(last, other);
        }
    }

    /// `choice(items, count, replace=False)`: the beginning of a permutation.
    pub(crate) fn choose(&mut self, items: &[usize], count: usize) -> Vec<usize> {
        let mut permuted = items.to_vec();
        self.shuffle(&mut permuted);
        permuted.truncate(count);
        permuted
    }

    /// A number from 0 to `greatest`: bits are masked and numbers that are too large are thrown away.
    fn at_most(&mut self, greatest: u32) -> u32 {
        if greatest == 0 {
            return 0;
        }
        let mask = u32::MAX >> greatest.leading_zeros();
        loop {
            let value = self.0.next_u32() & mask;
            if value <= greatest {
                return value;
            }
        }
    }
}

/// The generator inside scikit-learn's copy of liblinear: MT19937 with Lemire's bounded numbers.
pub(crate) struct LiblinearRandom(Mt);

impl LiblinearRandom {
    pub(crate) fn new(seed: u32) -> Self {
        Self(Mt::new(seed))
    }

    /// A number below `range`, which must not be 0.
    pub(crate) fn below(&mut self, range: u32) -> u32 {
        let mut product = u64::from(self.0.next_u32()) * u64::from(range);
        if (product as u32) < range {
            let threshold = range.wrapping_neg() % range;
            while (product as u32) < threshold {
                product = u64::from(self.0.next_u32()) * u64::from(range);
            }
        }
        (product >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values printed by NumPy 2: `RandomState(42)`, then `randint(2**31 - 1)` three times, and
    /// `RandomState(7).permutation(10)`.
    #[test]
    fn the_numbers_of_numpy() {
        let mut state = RandomState::new(42);
        let seeds: Vec<u32> = (0..3).map(|_| state.liblinear_seed()).collect();
        assert_eq!(seeds, GOLDEN_SEEDS);

        let mut state = RandomState::new(7);
        let all: Vec<usize> = (0..10).collect();
        assert_eq!(state.choose(&all, 10), GOLDEN_PERMUTATION);
    }

    const GOLDEN_SEEDS: [u32; 3] = [1_608_637_542, 1_273_642_419, 1_935_803_228];
    const GOLDEN_PERMUTATION: [usize; 10] = [8, 5, 0, 2, 1, 9, 7, 3, 6, 4];
}
