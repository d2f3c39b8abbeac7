//! [`Balancer`]: how much each label counts, so that few inclusions weigh against many exclusions.

/// ASReview's `Balanced`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balancer {
    /// How many times the inclusions together outweigh the exclusions together.
    pub ratio: f64,
}

/// What one label of each kind counts. They are scaled so that all labels together count as many as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleWeights {
    /// Weight of a record that was included.
    pub relevant: f64,
    /// Weight of a record that was excluded.
    pub irrelevant: f64,
}

impl Balancer {
    /// The weights for so many labels of each kind; `None` where one kind is missing.
    ///
    /// w₁ = 1 and w₀ = n₁/(ratio·n₀), both multiplied by n/Σw (METHODS §1).
    ///
    /// ```
    /// let weights = ranking::Balancer { ratio: 9.8 }.weights(2, 8).unwrap();
    /// assert!((weights.relevant - 4.53703704).abs() < 5e-9);
    /// assert!((weights.irrelevant - 0.11574074).abs() < 5e-9);
    /// ```
    pub fn weights(self, relevant: usize, irrelevant: usize) -> Option<SampleWeights> {
        if relevant == 0 || irrelevant == 0 {
            return None;
        }
        let (n1, n0) = (relevant as f64, irrelevant as f64);
        let w0 = n1 / (self.ratio * n0);
        let scale = (n1 + n0) / (n1 + n0 * w0);
        Some(SampleWeights {
            relevant: scale,
            irrelevant: w0 * scale,
        })
    }
}
