//! Two extractors: nothing of the other before both have finished.

use super::*;
use crate::audit_trail::AuditQuery;

/// The whole trail, read by nobody in particular.
fn whole() -> AuditQuery {
    AuditQuery {
        limit: 1000,
        ..AuditQuery::default()
    }
}

#[tokio::test]
async fn nobody_sees_the_other_extractors_values_before_both_have_finished() {
    let made = made(ReviewersPerRecord::Two).await;
    let review = &made.review;
    made.answer_all(0, "777.25").await;
    let hidden = async |who: usize, when: &str| {
        let me = &made.people[who];
        let mut told = vec![
            serde_json::to_string(&made.state(who).await).unwrap(),
            serde_json::to_string(&review.studies_to_extract(me).await.unwrap()).unwrap(),
            serde_json::to_string(&review.extraction_form().await.unwrap()).unwrap(),
            serde_json::to_string(&review.audit_page(&whole()).await.unwrap()).unwrap(),
            serde_json::to_string(&review.extraction_unfinished().await.unwrap()).unwrap(),
            serde_json::to_string(&review.counts(Some(me)).await.unwrap()).unwrap(),
        ];
        for name in ["t.csv", "t.json"] {
            let out = review.folder().join(name);
            let format = name.rsplit('.').next().unwrap().parse().unwrap();
            review
                .export_evidence_table(&out, format, false)
                .await
                .unwrap();
            told.push(std::fs::read_to_string(out).unwrap());
        }
        let out = review.folder().join("t.html");
        review.export_evidence_report(&out, false).await.unwrap();
        told.push(std::fs::read_to_string(out).unwrap());
        for table in ["audit", "times"] {
            let out = review.folder().join(format!("{table}.json"));
            let json = "json".parse().unwrap();
            match table {
                "audit" => review.export_audit(&out, json, &whole()).await.unwrap(),
                _ => review.export_extraction_times(&out, json).await.unwrap(),
            };
            told.push(std::fs::read_to_string(out).unwrap());
        }
        for text in told {
            assert!(!text.contains("777.25"), "{when}: {text}");
        }
        let refused = review.differences(&made.study, me).await.unwrap_err();
        assert_eq!(refused.code, Code::Refused, "{when}");
    };
    hidden(1, "before the second began").await;
    made.finish(0, true).await.unwrap();
    hidden(1, "once the first has finished").await;
    // A third person cannot extract a study that has its two.
    made.give(1, at("dose"), "12.5").await.unwrap();
    let third = made.give(2, at("dose"), "1").await.unwrap_err();
    assert_eq!(third.code, Code::Refused);
    hidden(2, "for a third person").await;
    // What is not answered cannot be finished; what is finished is not changed, but can be taken up.
    assert_eq!(made.finish(1, true).await.unwrap_err().code, Code::Refused);
    assert_eq!(
        made.give(0, at("dose"), "1").await.unwrap_err().code,
        Code::Refused
    );
    made.finish(0, false).await.unwrap();
    made.finish(0, true).await.unwrap();
    made.give(1, at("design"), "Parallel  groups")
        .await
        .unwrap();
    made.finish(1, true).await.unwrap();
    let differences = review
        .differences(&made.study, &made.people[0])
        .await
        .unwrap();
    assert_eq!((differences.agreed, differences.compared), (1, 2));
    assert!(differences.values[0].differs && !differences.values[1].differs);
    assert_eq!(made.finish(0, false).await.unwrap_err().code, Code::Refused);
}

#[tokio::test]
async fn the_audit_trail_does_not_tell_that_the_other_extractor_took_what_both_see() {
    let made = made(ReviewersPerRecord::Two).await;
    made.propose(&at("dose"), reported("12.5"), Light::Green)
        .await;
    made.accept(0, &at("dose")).await.unwrap();
    made.give(0, at("design"), "parallel").await.unwrap();
    let trail = made.review.audit_page(&whole()).await.unwrap();
    let recorded: Vec<_> = trail
        .rows
        .iter()
        .filter(|row| row.row.detail.contains("value_sha256"))
        .collect();
    assert_eq!(recorded.len(), 2);
    for row in recorded {
        assert_eq!(row.row.action, "record value");
        // The row's identity would let values be tried out against the hash.
        assert!(
            row.row.detail.contains("\"value\":null"),
            "{}",
            row.row.detail
        );
    }
}
