//! The use cases of extraction, on a review of made-up trials.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where what it needs is absent"
)]

mod apart;
mod exports;
mod values;

use std::path::Path;

use review::{
    DocumentHash, EvidenceQuote, FieldKind, Finding, Form, FormId, Gate, GateResult, Light,
    Measure, Proposal, Protocol, RecordId, ReviewerId, ReviewersPerRecord, Scope, Stage, StudyId,
    ValueAct, ValueAddress, ValueStatus, Verdict,
};
use store::{Actor, NewAgent, NewValueSuggestion, StudyPartKind};

use super::suggest_values::asked_sha256;
use super::{AcceptedValue, Consensus, ExtractionStage, GivenValue, RefusedSuggestion, Selection};
use crate::{Code, ImportFile, Progress, Review, Verdicts};

const REPORT: &str = "# Results\n\nTwelve of 60 patients died with the drug. Of 58 patients on placebo, 20 died.\n\n\
                      The mean dose was 12\u{B7}5 mg. It was not lowered.\n";

struct Made {
    _folder: tempfile::TempDir,
    review: Review,
    people: Vec<ReviewerId>,
    study: StudyId,
    document: DocumentHash,
}

fn field(id: &str, kind: FieldKind, scope: Scope) -> review::Field {
    review::Field {
        id: id.into(),
        section: "Section".into(),
        label: format!("The {id}"),
        guidance: String::new(),
        question: String::new(),
        kind,
        scope,
    }
}

fn number(measure: Measure) -> FieldKind {
    FieldKind::Number {
        measure,
        unit: None,
    }
}

fn form() -> Form {
    Form {
        id: FormId(String::new()),
        version: 0,
        name: "Trials".into(),
        guidance: String::new(),
        fields: vec![
            field("dose", number(Measure::Dose), Scope::Study),
            field("design", FieldKind::Text, Scope::Study),
            field("events", number(Measure::Events), Scope::ArmOutcome),
        ],
    }
}

/// A review with one included report, attached as text, whose form has one version.
async fn made(extractors: ReviewersPerRecord) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let protocol = Protocol {
        reviewers_title_abstract: ReviewersPerRecord::One,
        reviewers_full_text: ReviewersPerRecord::One,
        reviewers_extraction: extractors,
        ..Protocol::default()
    };
    let review = Review::create(&folder.path().join("Test.review"), "Test", &protocol)
        .await
        .unwrap();
    let mut people = Vec::new();
    for name in ["R. Adams", "M. Silva", "N. Okoye"] {
        people.push(review.add_reviewer(name).await.unwrap());
    }
    let file = folder.path().join("found.ris");
    let entry =
        "TY  - JOUR\r\nTI  - A trial of a drug\r\nAU  - Lee, K.\r\nPY  - 2019\r\nER  - \r\n";
    std::fs::write(&file, entry).unwrap();
    review
        .import(&[import_of(&file)], &Progress::silent())
        .await
        .unwrap();
    let record = review.ledger().await.unwrap().id(0).clone();
    let report = folder.path().join("Lee 2019.md");
    std::fs::write(&report, REPORT).unwrap();
    decide(&review, &record, Stage::TitleAbstract, &people[0]).await;
    let document = review.attach(&record, &report, &people[0]).await.unwrap();
    decide(&review, &record, Stage::FullText, &people[0]).await;
    review.save_form(&form(), None, &people[0]).await.unwrap();
    let study = review.begin_study(&record, &people[0]).await.unwrap();
    // A program of tests cannot be the process that reads documents: what that would read is kept beforehand.
    let kept = folder.path().join("Test.review/derived/documents");
    std::fs::create_dir_all(&kept).unwrap();
    let read = documents::read_document(REPORT.as_bytes());
    std::fs::write(
        kept.join(format!("{document}.json")),
        serde_json::to_vec(&read).unwrap(),
    )
    .unwrap();
    Made {
        _folder: folder,
        review,
        people,
        study,
        document,
    }
}

fn import_of(file: &Path) -> ImportFile {
    serde_json::from_value(serde_json::json!({
        "path": file, "source": "PubMed", "kind": "database", "searched_on": null, "strategy": null, "columns": null,
        "accept_guess": false, "again": false,
    }))
    .unwrap()
}

async fn decide(review: &Review, record: &RecordId, stage: Stage, reviewer: &ReviewerId) {
    let verdict = Verdicts {
        record: record.clone(),
        stage,
        reviewer: reviewer.clone(),
        verdict: Verdict::Include,
        reason: None,
        note: None,
        seen: None,
        time: None,
    };
    review.decide(&verdict).await.unwrap();
}

fn at(field: &str) -> ValueAddress {
    ValueAddress {
        field: field.into(),
        arm: None,
        outcome: None,
        time_point: None,
    }
}

fn reported(value: &str) -> Finding {
    Finding {
        status: ValueStatus::Reported,
        value: value.into(),
        unit: None,
        formula: None,
        evidence: Vec::new(),
    }
}

impl Made {
    fn given(&self, who: usize, address: ValueAddress, finding: Finding) -> GivenValue {
        GivenValue {
            study: self.study.clone(),
            address,
            reviewer: self.people[who].clone(),
            finding,
            note: None,
            time: None,
        }
    }

    async fn give(
        &self,
        who: usize,
        address: ValueAddress,
        value: &str,
    ) -> crate::Result<ValueAct> {
        let given = self.given(who, address, reported(value));
        Ok(self.review.give_value(&given).await?.act)
    }

    async fn quote(&self, words: &str) -> EvidenceQuote {
        let selection = Selection {
            document: self.document.clone(),
            text: words.into(),
            boxes: Vec::new(),
        };
        self.review.evidence_of(&selection).await.unwrap()
    }

    /// Puts a proposal for a value into the store, as a model's reading does.
    async fn propose(&self, address: &ValueAddress, finding: Finding, light: Light) {
        let form = self.review.extraction_form().await.unwrap().form.unwrap();
        let field = form.fields.iter().find(|f| f.id == address.field).unwrap();
        let mut change = self
            .review
            .store
            .begin(&Actor::Program, "suggest values")
            .await
            .unwrap();
        let agent = change
            .agent(&NewAgent {
                name: "rules".into(),
                sha256: "0".into(),
                quantization: String::new(),
                prompt_version: "1".into(),
                seed: "0".into(),
            })
            .await
            .unwrap();
        let new = NewValueSuggestion {
            study_id: self.study.clone(),
            document: self.document.clone(),
            form_id: form.id.clone(),
            form_version: form.version,
            address: address.clone(),
            proposal: Proposal::Read {
                finding,
                gates: vec![GateResult {
                    gate: Gate::Number,
                    light,
                    says: "the number does not stand in the quote".into(),
                }],
                probability: None,
                other_evidence: Vec::new(),
            },
            input_sha256: asked_sha256(&self.document, field, address),
        };
        change.add_value_suggestions(&agent, &[new]).await.unwrap();
        change.commit(&serde_json::json!({})).await.unwrap();
    }

    async fn state(&self, who: usize) -> super::StudyView {
        self.review
            .study_view(&self.study, &self.people[who])
            .await
            .unwrap()
    }

    async fn accept(&self, who: usize, address: &ValueAddress) -> crate::Result<ValueAct> {
        let view = self.state(who).await;
        let value = view.values.iter().find(|v| v.address == *address).unwrap();
        let suggestion = value.proposed.as_ref().expect("a suggestion").id.clone();
        let accepted = AcceptedValue {
            study: self.study.clone(),
            suggestion,
            reviewer: self.people[who].clone(),
            note: None,
            time: None,
        };
        Ok(self.review.accept_value(&accepted).await?.act)
    }

    async fn answer_all(&self, who: usize, dose: &str) {
        self.give(who, at("dose"), dose).await.unwrap();
        self.give(who, at("design"), "parallel groups")
            .await
            .unwrap();
    }

    async fn finish(&self, who: usize, finished: bool) -> crate::Result<()> {
        self.review
            .finish_study(&self.study, &self.people[who], finished)
            .await
    }
}
