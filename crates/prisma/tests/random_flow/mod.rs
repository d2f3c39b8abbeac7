//! Flows with any numbers and any names, whether or not they add up.

use prisma::{
    Breakdown, ExcludedBy, Flow, Included, NamedCount, OtherMethods, PendingRecords,
    PendingReports, Removed, ReportFlow,
};
use proptest::option;
use proptest::prelude::*;

/// A number as reviews have it; as large as R's numbers hold exactly.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![0..5_u64, 0..20_000_u64, 0..=(1_u64 << 53)]
}

/// Ordinary names, names with every separator, and any text at all.
pub(crate) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z][A-Za-z0-9 ()-]{0,60}",
        "[A-Za-z,;'\"=@+\\\\ .-]{0,20}",
        any::<String>(),
        Just("NA".to_owned()),
        Just("x".repeat(200)),
        Just("日本語の理由、対象外".to_owned()),
    ]
}

fn breakdown() -> impl Strategy<Value = Breakdown> {
    let part = (name(), number()).prop_map(|(name, n)| NamedCount { name, n });
    let parts = prop_oneof![Just(Vec::new()), prop::collection::vec(part, 0..12)];
    (option::of(number()), parts).prop_map(|(total, parts)| Breakdown { total, parts })
}

fn included() -> impl Strategy<Value = Included> {
    (option::of(number()), option::of(number()))
        .prop_map(|(studies, reports)| Included { studies, reports })
}

fn pending() -> impl Strategy<Value = PendingReports> {
    (0..3_u64, 0..3_u64, 0..3_u64, 0..3_u64).prop_map(
        |(unsought, awaited, unassessed, conflicts)| PendingReports {
            unsought,
            awaited,
            unassessed,
            conflicts,
        },
    )
}

fn reports() -> impl Strategy<Value = ReportFlow> {
    (
        option::of(number()),
        breakdown(),
        option::of(number()),
        breakdown(),
        pending(),
    )
        .prop_map(
            |(sought, not_retrieved, assessed, excluded, pending)| ReportFlow {
                sought,
                not_retrieved,
                assessed,
                excluded,
                pending,
            },
        )
}

fn other_methods() -> impl Strategy<Value = OtherMethods> {
    (prop::array::uniform4(option::of(number())), reports()).prop_map(
        |([websites, organisations, citations, other], reports)| OtherMethods {
            websites,
            organisations,
            citations,
            other,
            reports,
        },
    )
}

pub(crate) fn any_flow() -> impl Strategy<Value = Flow> {
    let records = (
        breakdown(),
        breakdown(),
        prop::array::uniform5(option::of(number())),
        option::of((number(), number())),
        prop::array::uniform3(0..3_u64),
    );
    let included = (option::of(included()), included(), option::of(included()));
    (records, reports(), option::of(other_methods()), included).prop_map(
        |(
            (databases, registers, [duplicates, automatic, other, screened, excluded], by, open),
            reports,
            other_methods,
            (previous, new, total),
        )| Flow {
            previous,
            databases,
            registers,
            removed: Removed {
                duplicates,
                automatic,
                other,
            },
            screened,
            excluded,
            excluded_by: by.map(|(human, automation)| ExcludedBy { human, automation }),
            reports,
            other_methods,
            new,
            total,
            pending: PendingRecords {
                possible_duplicates: open[0],
                unscreened: open[1],
                conflicts: open[2],
            },
        },
    )
}
