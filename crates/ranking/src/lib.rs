//! Screening order by active learning, its simulation and its measures.
