//! What leaves the review: final or draft, and safe to open.

use super::*;

#[tokio::test]
async fn a_final_export_waits_until_everything_is_answered_and_settled() {
    let made = made(ReviewersPerRecord::Two).await;
    let review = &made.review;
    let out = review.folder().join("table.csv");
    let table = async |is_final| {
        let format = "csv".parse().unwrap();
        review.export_evidence_table(&out, format, is_final).await
    };
    made.answer_all(0, "12.5").await;
    made.finish(0, true).await.unwrap();
    let refused = table(true).await.unwrap_err();
    assert!(
        refused
            .message
            .contains("Lee 2019: not finished by one more extractor"),
        "{}",
        refused.message
    );
    made.answer_all(1, "13").await;
    made.finish(1, true).await.unwrap();
    let refused = table(true).await.unwrap_err();
    assert!(
        refused
            .message
            .contains("The dose on which the extractors differ"),
        "{}",
        refused.message
    );
    table(false).await.unwrap();
    assert!(
        std::fs::read_to_string(&out)
            .unwrap()
            .contains("extractors differ")
    );
    let view = made.state(1).await;
    assert_eq!(view.stage, ExtractionStage::Differs);
    // Only differences are settled, by a consensus that stands beside what each entered.
    let consensus = |address, finding| Consensus {
        study: made.study.clone(),
        address,
        reviewer: made.people[1].clone(),
        finding,
        note: Some("as in the table".into()),
        time: None,
    };
    let agreed = consensus(at("design"), Some(reported("crossover")));
    assert_eq!(
        review.settle_value(&agreed).await.unwrap_err().code,
        Code::Refused
    );
    let settled = consensus(at("dose"), Some(reported("12.5")));
    review.settle_value(&settled).await.unwrap();
    assert_eq!(table(true).await.unwrap().rows, 2);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(
        text.contains("consensus,M. Silva,as in the table"),
        "{text}"
    );
    assert!(text.contains("R. Adams; M. Silva"), "{text}");
    assert_eq!(made.state(0).await.stage, ExtractionStage::Done);
    review
        .settle_value(&consensus(at("dose"), None))
        .await
        .unwrap();
    assert!(table(true).await.is_err());
}

#[tokio::test]
async fn what_comes_from_papers_is_neither_a_formula_nor_markup() {
    let made = made(ReviewersPerRecord::One).await;
    let review = &made.review;
    made.give(0, at("dose"), "\u{2212}5").await.unwrap();
    made.give(0, at("design"), "=cmd()<script>alert(1)</script>\u{202E}")
        .await
        .unwrap();
    let folder = review.folder().to_owned();
    review
        .export_evidence_table(&folder.join("t.csv"), "csv".parse().unwrap(), true)
        .await
        .unwrap();
    let text = std::fs::read_to_string(folder.join("t.csv")).unwrap();
    assert!(text.contains("'=cmd()"), "{text}");
    assert!(
        text.contains(",-5,"),
        "a negative number stays a number: {text}"
    );
    review
        .export_evidence_report(&folder.join("t.html"), true)
        .await
        .unwrap();
    let page = std::fs::read_to_string(folder.join("t.html")).unwrap();
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "{page}"
    );
    assert!(!page.contains("<script") && !page.contains('\u{202E}'));
    assert!(page.contains("default-src 'none'"));
    review
        .export_evidence_docx(&folder.join("t.docx"), true)
        .await
        .unwrap();
    let bytes = std::fs::read(folder.join("t.docx")).unwrap();
    assert_eq!(&bytes[..4], b"PK\x03\x04");
}

#[tokio::test]
async fn the_table_for_metafor_has_the_numbers_of_each_pair_of_arms() {
    let made = made(ReviewersPerRecord::One).await;
    let (review, me) = (&made.review, &made.people[0]);
    let mut asked = form();
    asked
        .fields
        .push(field("n", number(Measure::GroupSize), Scope::Arm));
    review.save_form(&asked, None, me).await.unwrap();
    let out = review.folder().join("metafor.csv");
    let nothing = review.export_metafor(&out, false).await.unwrap_err();
    assert_eq!(nothing.code, Code::Refused);
    for (kind, name) in [
        (StudyPartKind::Arm, "drug"),
        (StudyPartKind::Arm, "placebo"),
        (StudyPartKind::Outcome, "death"),
    ] {
        review
            .add_study_part(&made.study, kind, name, me)
            .await
            .unwrap();
    }
    for (arm, events, people) in [("drug", "12", "60"), ("placebo", "20", "58")] {
        let of = |field: &str, outcome: Option<&str>| ValueAddress {
            arm: Some(arm.into()),
            outcome: outcome.map(Into::into),
            ..at(field)
        };
        made.give(0, of("events", Some("death")), events)
            .await
            .unwrap();
        made.give(0, of("n", None), people).await.unwrap();
    }
    assert_eq!(review.export_metafor(&out, false).await.unwrap(), 1);
    let text = std::fs::read_to_string(&out).unwrap();
    let line = text.lines().nth(1).unwrap();
    assert_eq!(
        line, "Lee 2019,death,,drug,placebo,12,48,20,38,60,58,,,,,,,,,,,2",
        "slab, outcome, time, arms, ai, bi, ci, di, n1i, n2i"
    );
    // For RevMan Web: a row for the study, for each arm, and for each arm at the outcome.
    let folder = review.folder().join("revman");
    let (files, rows) = review.export_revman(&folder, false).await.unwrap();
    assert_eq!((files.len(), rows), (3, 1 + 2 + 2));
    let of = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(of("study information.csv").contains("Lee 2019,2019,"));
    assert!(of("study arms.csv").contains("Lee 2019,placebo,placebo"));
    let results = of("study results.csv");
    let line = results.lines().nth(2).unwrap();
    assert_eq!(
        line, "Lee 2019,death,,placebo,20,58,,,,,,,,,",
        "study, outcome, time, arm, events, total"
    );
    assert!(review.export_revman(&folder, true).await.is_err());
    // A final table needs every value of the study.
    assert!(review.export_metafor(&out, true).await.is_err());
}
