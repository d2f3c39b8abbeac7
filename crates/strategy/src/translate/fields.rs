//! Fields carried over.

use crate::fields::{Field, tag_of};
use crate::model::Expression;
use crate::syntax::Syntax;
use crate::translate::{Carrier, LossKind};

impl Carrier {
    /// What stands in fields.
    pub(super) fn in_fields(&mut self, fields: &[Field], of: &Expression) -> Option<Expression> {
        // A heading by its field is a heading.
        if fields == [Field::HeadingExact] {
            return self.carry(of, fields);
        }
        if fields
            .iter()
            .all(|f| matches!(f, Field::EntryDate | Field::CreateDate))
        {
            let names: Vec<&str> = fields.iter().map(Field::in_words).collect();
            self.lose(
                LossKind::Field,
                format!(
                    "{} has no such {}; the part was left out. Limit it on the platform.",
                    self.to,
                    names.join(", ")
                ),
            );
            return None;
        }
        let target = self.fields(fields);
        if self.to == Syntax::PubMed {
            return self.carry(of, &target);
        }
        let inner = self.carry(of, &[])?;
        // CINAHL has no field for title and abstract together that all its interfaces know.
        if self.to == Syntax::Cinahl && target.len() > 1 {
            let each = target
                .iter()
                .map(|f| inner.clone().within(std::slice::from_ref(f)));
            return Some(Expression::any(each.collect()));
        }
        Some(inner.within(&target))
    }

    /// The fields of the target that search these; none where all are searched.
    pub(super) fn fields(&mut self, fields: &[Field]) -> Vec<Field> {
        let mut target: Vec<Field> = Vec::new();
        for field in fields {
            let carried = self.field(field);
            target.extend(carried);
        }
        target.sort();
        target.dedup();
        self.expressible(target)
    }

    fn field(&mut self, field: &Field) -> Vec<Field> {
        use Field::{
            Abstract, All, HeadingWords, KeywordWords, Keywords, MultiPurpose, OriginalTitle,
            TextWords, Title,
        };
        let topic = || vec![Title, Abstract, Keywords];
        match (field, self.to) {
            (Title | Abstract, _) => vec![field.clone()],
            (TextWords, to) if self.from.is_ovid() && !to.is_ovid() => vec![Title, Abstract],
            (TextWords, to) if self.from == Syntax::PubMed && to.is_ovid() => vec![MultiPurpose],
            (MultiPurpose, Syntax::PubMed) => vec![TextWords],
            (TextWords | MultiPurpose, to) if to.is_ovid() => vec![field.clone()],
            (TextWords | MultiPurpose, _) => topic(),
            (OriginalTitle, _) => {
                self.lose(
                    LossKind::Field,
                    format!(
                        "{} has no field of the original title; the title is searched.",
                        self.to
                    ),
                );
                vec![Title]
            }
            (Field::Condition | Field::Intervention, _) => topic(),
            (Keywords | KeywordWords | HeadingWords, to) => {
                let fits = tag_of(to, std::slice::from_ref(field)).is_some();
                let other = [Keywords, KeywordWords]
                    .into_iter()
                    .find(|f| tag_of(to, std::slice::from_ref(f)).is_some());
                match (fits, other) {
                    (true, _) => vec![field.clone()],
                    (false, Some(other)) => vec![other],
                    (false, None) => vec![All],
                }
            }
            (Field::Other(tag), _) => {
                self.lose(
                    LossKind::Field,
                    format!(
                        "The field “{tag}” is not known elsewhere; title and abstract are searched."
                    ),
                );
                vec![Title, Abstract]
            }
            (other, to) => {
                if tag_of(to, std::slice::from_ref(other)).is_some() {
                    return vec![other.clone()];
                }
                self.lose(
                    LossKind::Field,
                    format!(
                        "{to} has no field “{}”; all fields are searched.",
                        other.in_words()
                    ),
                );
                vec![All]
            }
        }
    }

    /// A set of fields for which the target has a tag, as near as can be, never narrower.
    fn expressible(&mut self, target: Vec<Field>) -> Vec<Field> {
        use Field::{Abstract, Keywords, TextWords, Title};
        let text = target.iter().all(|f| {
            matches!(
                f,
                Title | Abstract | Keywords | Field::KeywordWords | Field::HeadingWords
            )
        });
        match self.to {
            Syntax::ClinicalTrialsGov | Syntax::Ictrp => {
                if !target.is_empty() {
                    self.lose(
                        LossKind::Field,
                        format!("In {} the whole entry of a trial is searched.", self.to),
                    );
                }
                vec![]
            }
            Syntax::OvidMedline | Syntax::OvidEmbase | Syntax::Cinahl => target
                .into_iter()
                .filter(|f| tag_of(self.to, std::slice::from_ref(f)).is_some())
                .collect(),
            Syntax::Cochrane => {
                let known: Vec<Field> = target
                    .iter()
                    .filter(|f| tag_of(self.to, std::slice::from_ref(*f)).is_some())
                    .cloned()
                    .collect();
                if known.len() == target.len() {
                    known
                } else {
                    vec![]
                }
            }
            _ if tag_of(self.to, &target).is_some() => target,
            // [tiab] includes the keywords of authors.
            Syntax::PubMed if text => vec![Title, Abstract],
            Syntax::PubMed => vec![TextWords],
            Syntax::Scopus | Syntax::WebOfScience if text => {
                let tag = if self.to == Syntax::Scopus {
                    "TITLE-ABS-KEY"
                } else {
                    "TS"
                };
                self.lose(
                    LossKind::Field,
                    format!("{tag} searches title, abstract and keywords together: more than was asked for."),
                );
                vec![Title, Abstract, Keywords]
            }
            _ => {
                self.lose(
                    LossKind::Field,
                    format!(
                        "{} has no tag for these fields together; all are searched.",
                        self.to
                    ),
                );
                vec![Field::All]
            }
        }
    }
}
