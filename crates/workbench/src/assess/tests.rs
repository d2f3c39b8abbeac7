//! The use cases of risk of bias, on a review with one made-up trial.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where what it needs is absent"
)]

use bias::{Answer, Judgement, Tool};
use review::{EvidenceQuote, Protocol, ReviewerId, ReviewersPerRecord, Stage, StudyId, Verdict};

use super::*;
use crate::audit_trail::AuditQuery;
use crate::{Code, ImportFile, Progress, Review, Selection, Verdicts};

const REPORT: &str = "# Methods\n\nA computer made the list of random numbers. Numbered opaque envelopes were used.\n\n\
                      # Results\n\nTwelve of 60 patients died with the drug. Of 58 patients on placebo, 20 died.\n";

/// Answers to RoB 2 (assignment) that make every domain low, in the order of the form.
const LOW: [(&str, Answer); 13] = [
    ("1.1", Answer::Yes),
    ("1.2", Answer::Yes),
    ("1.3", Answer::No),
    ("2.1", Answer::No),
    ("2.2", Answer::No),
    ("2.6", Answer::Yes),
    ("3.1", Answer::Yes),
    ("4.1", Answer::No),
    ("4.2", Answer::No),
    ("4.3", Answer::No),
    ("5.1", Answer::Yes),
    ("5.2", Answer::No),
    ("5.3", Answer::No),
];

struct Made {
    _folder: tempfile::TempDir,
    review: Review,
    people: Vec<ReviewerId>,
    study: StudyId,
    document: review::DocumentHash,
    result: String,
}

async fn made() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let protocol = Protocol {
        reviewers_title_abstract: ReviewersPerRecord::One,
        reviewers_full_text: ReviewersPerRecord::One,
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
    let import: ImportFile = serde_json::from_value(serde_json::json!({
        "path": file, "source": "PubMed", "kind": "database", "searched_on": null, "strategy": null, "columns": null,
        "accept_guess": false, "again": false,
    }))
    .unwrap();
    review.import(&[import], &Progress::silent()).await.unwrap();
    let record = review.ledger().await.unwrap().id(0).clone();
    let report = folder.path().join("Lee 2019.md");
    std::fs::write(&report, REPORT).unwrap();
    let decide = |stage| Verdicts {
        record: record.clone(),
        stage,
        reviewer: people[0].clone(),
        verdict: Verdict::Include,
        reason: None,
        note: None,
        seen: None,
        time: None,
    };
    review.decide(&decide(Stage::TitleAbstract)).await.unwrap();
    let document = review.attach(&record, &report, &people[0]).await.unwrap();
    review.decide(&decide(Stage::FullText)).await.unwrap();
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
    let result = review
        .add_bias_result(&study, "Death, 30 days", None, &people[0])
        .await
        .unwrap();
    Made {
        _folder: folder,
        review,
        people,
        study,
        document,
        result,
    }
}

impl Made {
    fn given(&self, who: usize, question: &str, answer: Answer) -> BiasAnswerGiven {
        BiasAnswerGiven {
            result: self.result.clone(),
            question: question.to_owned(),
            answer: Some(answer),
            quote: None,
            comment: String::new(),
            reviewer: self.people[who].clone(),
            settles: false,
            // Ten seconds an answer, of them nine active, eight and seven by the shorter rules.
            time: Some(crate::TimeSpent {
                elapsed_ms: 10_000,
                active_30_ms: 7_000,
                active_60_ms: 8_000,
                active_120_ms: 9_000,
                idle_seconds: 60,
            }),
        }
    }

    async fn answer(&self, who: usize, question: &str, answer: Answer) -> crate::Result<()> {
        let given = self.given(who, question, answer);
        self.review.answer_bias_question(&given).await
    }

    async fn settle(&self, who: usize, question: &str, answer: Answer) -> crate::Result<()> {
        let given = BiasAnswerGiven {
            settles: true,
            ..self.given(who, question, answer)
        };
        self.review.answer_bias_question(&given).await
    }

    async fn judge(
        &self,
        who: usize,
        of: &str,
        judgement: Judgement,
        reason: &str,
        settles: bool,
    ) -> crate::Result<()> {
        self.review
            .give_bias_judgement(&BiasJudgementGiven {
                result: self.result.clone(),
                of: of.to_owned(),
                judgement: Some(judgement),
                reason: reason.to_owned(),
                reviewer: self.people[who].clone(),
                settles,
                time: None,
            })
            .await
    }

    async fn finish(&self, who: usize, finished: bool) -> crate::Result<()> {
        let reviewer = &self.people[who];
        self.review
            .finish_bias_result(&self.result, reviewer, finished)
            .await
    }

    async fn view(&self, who: usize) -> BiasResultView {
        let reviewer = &self.people[who];
        self.review
            .bias_result(&self.result, reviewer)
            .await
            .unwrap()
    }

    async fn answer_low(&self, who: usize) {
        for (question, answer) in &LOW {
            self.answer(who, question, *answer).await.unwrap();
        }
    }

    async fn quote(&self, words: &str) -> EvidenceQuote {
        let selection = Selection {
            document: self.document.clone(),
            text: words.into(),
            boxes: Vec::new(),
        };
        self.review.evidence_of(&selection).await.unwrap()
    }
}

fn refused<T: std::fmt::Debug>(result: crate::Result<T>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.code, Code::Refused, "{error:?}");
    error.message
}

#[tokio::test]
async fn questions_are_asked_as_the_tool_says_and_quotes_stand_in_the_report() {
    let made = made().await;
    let message = refused(made.answer(0, "2.3", Answer::Yes).await);
    assert!(message.contains("2.3 is not asked here"), "{message}");
    let wrong = made
        .answer(0, "1.1", Answer::NotApplicable)
        .await
        .unwrap_err();
    assert_eq!(wrong.code, Code::Invalid);
    // 3.2 has no “no information”: the reviewer must say.
    made.answer(0, "3.1", Answer::No).await.unwrap();
    assert!(made.answer(0, "3.2", Answer::NoInformation).await.is_err());

    let quote = made.quote("Numbered opaque envelopes were used.").await;
    let given = BiasAnswerGiven {
        quote: Some(quote.clone()),
        comment: " as I read it ".into(),
        ..made.given(0, "1.2", Answer::Yes)
    };
    made.review.answer_bias_question(&given).await.unwrap();
    let view = made.view(0).await;
    let kept = &view.assessment.answers[0];
    assert_eq!(kept.quote.as_ref(), Some(&quote));
    assert_eq!(kept.comment, "as I read it");
    let false_quote = BiasAnswerGiven {
        quote: Some(EvidenceQuote {
            exact: "Nobody was randomised.".into(),
            ..quote
        }),
        ..made.given(0, "1.1", Answer::No)
    };
    refused(made.review.answer_bias_question(&false_quote).await);

    // Taking an answer back opens the question again.
    let back = BiasAnswerGiven {
        answer: None,
        ..made.given(0, "1.2", Answer::Yes)
    };
    made.review.answer_bias_question(&back).await.unwrap();
    assert_eq!(made.view(0).await.assessment.answers.len(), 1);
}

#[tokio::test]
async fn a_tools_judgement_is_overridden_with_a_reason_only() {
    let made = made().await;
    let message = refused(made.judge(0, "D1", Judgement::High, "because", false).await);
    assert!(message.contains("cannot be judged yet"), "{message}");
    made.answer_low(0).await;
    assert_eq!(
        made.view(0).await.judged.overall.judgement,
        Some(Judgement::Low)
    );
    let message = refused(made.judge(0, "D1", Judgement::High, "  ", false).await);
    assert!(message.contains("without a reason"), "{message}");
    let unknown = made.judge(0, "D1", Judgement::Serious, "x", false).await;
    assert_eq!(unknown.unwrap_err().code, Code::Invalid);
    made.judge(0, "d1", Judgement::High, "The list lay open.", false)
        .await
        .unwrap();
    let judged = made.view(0).await.judged;
    assert_eq!(judged.domains[0].judgement, Some(Judgement::High));
    assert!(judged.domains[0].by_reviewer);
    assert_eq!(judged.overall.judgement, Some(Judgement::High));
}

#[tokio::test]
async fn nothing_of_the_other_assessor_is_told_before_both_have_finished() {
    let made = made().await;
    let review = &made.review;
    let me = |who: usize| made.people[who].clone();
    let secret = "the list of numbers lay on the desk";
    for (question, answer) in &LOW {
        let given = BiasAnswerGiven {
            comment: if *question == "1.2" {
                secret.into()
            } else {
                String::new()
            },
            ..made.given(0, question, *answer)
        };
        review.answer_bias_question(&given).await.unwrap();
    }
    made.judge(0, "D1", Judgement::High, secret, false)
        .await
        .unwrap();
    let hidden = async |when: &str| {
        let query = AuditQuery {
            limit: 1000,
            ..AuditQuery::default()
        };
        let mut told = vec![
            serde_json::to_string(&made.view(1).await).unwrap(),
            serde_json::to_string(&review.bias_overview(&me(1)).await.unwrap()).unwrap(),
            serde_json::to_string(&review.bias_agreement().await.unwrap()).unwrap(),
            serde_json::to_string(&review.audit_page(&query).await.unwrap()).unwrap(),
        ];
        let out = review.folder().join("audit.json");
        review
            .export_audit(&out, "json".parse().unwrap(), &query)
            .await
            .unwrap();
        told.push(std::fs::read_to_string(&out).unwrap());
        for text in &told {
            assert!(!text.contains(secret), "{when}: {text}");
        }
        // Which question was answered would tell of the answers before it.
        for text in &told[3..] {
            assert!(
                !text.contains("\"1.2\"") && !text.contains("\\\"1.2\\\""),
                "{when}"
            );
        }
        assert_eq!(made.view(1).await.assessment.answers.len(), 0, "{when}");
        refused(review.bias_differences(&made.result, &me(1)).await);
        let out = review.folder().join("answers.csv");
        let exported = review.export_bias(BiasExport::Answers, None, &out).await;
        refused(exported);
        assert!(!out.exists(), "{when}");
    };
    hidden("before the second began").await;
    // What is not complete is not finished; what is finished is not changed, but can be taken up again.
    refused(made.finish(1, true).await);
    made.finish(0, true).await.unwrap();
    refused(made.answer(0, "1.1", Answer::No).await);
    made.finish(0, false).await.unwrap();
    made.finish(0, true).await.unwrap();
    hidden("once the first has finished").await;
    made.answer(1, "1.1", Answer::Yes).await.unwrap();
    refused(made.answer(2, "1.1", Answer::Yes).await);
    refused(review.withdraw_bias_result(&made.result, &me(1)).await);
}

#[tokio::test]
async fn two_settle_what_they_said_differently() {
    let made = made().await;
    made.answer_low(0).await;
    made.answer_low(1).await;
    made.answer(1, "1.1", Answer::ProbablyYes).await.unwrap();
    made.answer(1, "5.1", Answer::NoInformation).await.unwrap();
    made.judge(
        1,
        "D3",
        Judgement::SomeConcerns,
        "Reasons are not told.",
        false,
    )
    .await
    .unwrap();
    // Two domains of some concerns: the tool leaves the whole to the reviewer.
    refused(made.finish(1, true).await);
    made.judge(
        1,
        "Overall",
        Judgement::SomeConcerns,
        "Both are slight.",
        false,
    )
    .await
    .unwrap();
    made.finish(0, true).await.unwrap();
    refused(made.settle(0, "5.1", Answer::Yes).await);
    made.finish(1, true).await.unwrap();
    refused(made.finish(1, false).await);

    let view = made.view(2).await;
    assert_eq!(view.result.stage, BiasStage::Differs);
    assert!(!view.result.settled);
    let differences = made
        .review
        .bias_differences(&made.result, &made.people[0])
        .await
        .unwrap();
    let differing: Vec<(&str, bool)> = differences
        .compared
        .answers
        .iter()
        .map(|d| (d.question.as_str(), d.certainty_only))
        .collect();
    assert_eq!(differing, [("1.1", true), ("5.1", false)]);
    // D5 differs by the tool; D3 and the whole by a person's judgement.
    assert_eq!(differences.judgements_to_settle, ["D3", "Overall"]);
    refused(made.settle(0, "1.2", Answer::No).await);
    made.settle(0, "1.1", Answer::Yes).await.unwrap();
    made.settle(0, "5.1", Answer::NoInformation).await.unwrap();
    assert_eq!(made.view(0).await.result.stage, BiasStage::Differs);
    made.judge(1, "D3", Judgement::Low, "", true).await.unwrap();
    made.judge(0, "Overall", Judgement::SomeConcerns, "", true)
        .await
        .unwrap();
    let view = made.view(2).await;
    assert_eq!(view.result.stage, BiasStage::Done);
    assert_eq!(view.judged.overall.judgement, Some(Judgement::SomeConcerns));
    assert_eq!(
        view.assessment.reviewer,
        "Consensus of R. Adams and M. Silva"
    );

    let agreement = made.review.bias_agreement().await.unwrap();
    assert_eq!((agreement.finished, agreement.waiting), (1, 0));
    assert_eq!(agreement.comparisons[0].results[0].answers.len(), 2);
    let out = made.review.folder().join("robvis.csv");
    let written = made
        .review
        .export_bias(BiasExport::Robvis, None, &out)
        .await
        .unwrap();
    assert_eq!((written.rows, written.left_out.len()), (1, 0));
    assert_eq!(
        std::fs::read_to_string(&out).unwrap(),
        "Study,D1,D2,D3,D4,D5,Overall\nLee 2019,Low,Low,Low,Low,Some concerns,Some concerns\n"
    );
}

#[tokio::test]
async fn the_team_says_how_it_assesses_and_keeps_to_it() {
    let made = made().await;
    let (review, who) = (&made.review, &made.people[0]);
    let twin = review.add_bias_result(&made.study, "death,  30 Days", None, who);
    refused(twin.await);
    let nameless = review.add_bias_result(&made.study, " ", None, who).await;
    assert_eq!(nameless.unwrap_err().code, Code::Invalid);
    let whole = review.add_bias_result(&made.study, "x", Some(Tool::Quadas2), who);
    let whole = whole.await.unwrap();
    assert_eq!(
        review.bias_result(&whole, who).await.unwrap().result.name,
        ""
    );
    let tool = review.change_bias_tool(&made.result, Tool::RobinsI, who);
    let changed = tool.await.unwrap();
    let view = review.bias_result(&changed, who).await.unwrap();
    assert_eq!(
        (view.result.tool, view.form.name),
        (Tool::RobinsI, "ROBINS-I")
    );
    assert!(review.bias_result(&made.result, who).await.is_err());

    let one = BiasMethods {
        assessors: ReviewersPerRecord::One,
        ..BiasMethods::default()
    };
    review.set_bias_methods(one, who).await.unwrap();
    let given = BiasAnswerGiven {
        result: changed.clone(),
        ..made.given(0, "1.1", Answer::No)
    };
    review.answer_bias_question(&given).await.unwrap();
    refused(review.set_bias_methods(BiasMethods::default(), who).await);
    refused(review.change_bias_tool(&changed, Tool::Rob2, who).await);
    // With one assessor nothing is hidden, and nobody else answers.
    let other = review.bias_result(&changed, &made.people[1]).await.unwrap();
    assert_eq!(other.assessment.answers.len(), 1);
    assert!(other.closed.is_some());
}

#[tokio::test]
async fn the_time_an_assessment_took_is_told_once_its_assessor_has_finished_it() {
    let made = made().await;
    let out = made._folder.path().join("times.csv");
    made.answer_low(0).await;
    let report = made.review.time_report(60).await.unwrap();
    assert!(report.assessments.is_empty(), "it is begun, not finished");
    made.finish(0, true).await.unwrap();
    made.answer(1, "1.1", Answer::No).await.unwrap();
    let report = made.review.time_report(60).await.unwrap();
    let [own] = &report.assessments[..] else {
        panic!("{:?}", report.assessments);
    };
    assert_eq!((own.name.as_str(), own.tool), ("R. Adams", Tool::Rob2));
    // Thirteen answers of eight seconds by the rule of 60 s, of nine by that of 120 s.
    assert_eq!((own.seconds.count, own.seconds.median), (1, 104.0));
    assert_eq!(report.total_seconds, 104.0);
    let longer = made.review.time_report(120).await.unwrap();
    assert_eq!(longer.assessments[0].seconds.median, 117.0);
    // Events of a result leave once nobody can be led by them any more.
    let csv = crate::TableFormat::Csv;
    let rows = made.review.export_assessment_times(&out, csv).await;
    assert_eq!(rows.unwrap().rows, 0);

    for (question, answer) in &LOW[1..] {
        made.answer(1, question, *answer).await.unwrap();
    }
    made.finish(1, true).await.unwrap();
    made.settle(2, "1.1", Answer::Yes).await.unwrap();
    let report = made.review.time_report(60).await.unwrap();
    assert_eq!(report.assessments.len(), 2);
    assert_eq!(report.adjudication_seconds, 8.0);
    assert_eq!(report.total_seconds, 2.0 * 104.0 + 8.0);
    let rows = made.review.export_assessment_times(&out, csv).await;
    assert_eq!(rows.unwrap().rows, 27);
    let text = std::fs::read_to_string(&out).unwrap();
    let settled: Vec<&str> = text.lines().filter(|l| l.contains("consensus")).collect();
    assert_eq!(settled.len(), 1, "{text}");
    assert!(settled[0].contains("N. Okoye"), "{text}");
    assert!(
        settled[0].ends_with("8.000,10.000,7.000,8.000,9.000"),
        "{text}"
    );
}
