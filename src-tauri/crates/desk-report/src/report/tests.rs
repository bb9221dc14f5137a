use super::*;
use crate::probe::known;
use desk_api::report::{FactValue, Reading};
use std::future::pending;

#[test]
fn the_order_names_every_key_of_the_contract_once() {
    let contract = include_str!("../../../desk-api/src/report.rs");
    let mut keys: Vec<_> = contract.lines().filter_map(|line| line.trim().strip_prefix("pub const ")?.split('"').nth(1)).collect();

    let mut order = ORDER.to_vec();
    keys.sort_unstable();
    order.sort_unstable();

    assert_eq!(order, keys);
}

#[tokio::test]
async fn every_key_is_in_the_report_and_in_order() {
    let report = report(&Context::default(), DEADLINE).await;

    let mut keys: Vec<_> = report.facts.iter().map(|fact| fact.key.as_str()).collect();
    keys.dedup();
    // A disk has its size and its free space; there may be several.
    keys.retain(|key| ![key::DISK_TOTAL, key::DISK_FREE].contains(key));
    let order: Vec<_> = ORDER.into_iter().filter(|key| ![key::DISK_TOTAL, key::DISK_FREE].contains(key)).collect();
    assert_eq!(keys, order);
    assert!(report.facts.iter().any(|fact| fact.key == key::DISK_FREE));
}

#[tokio::test]
async fn a_report_that_may_take_nothing_is_all_there_and_at_once() {
    let begun = Instant::now();

    let report = report(&Context::default(), Duration::from_millis(1)).await;

    assert!(begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());
    for key in ORDER {
        assert!(report.facts.iter().any(|fact| fact.key == key), "{key}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_hangs_becomes_unknown_by_its_own_deadline() {
    let hangs = Probe::asking("a wall", &[key::PRINTER, key::PRINTER_STATE], Duration::from_millis(700), pending());

    let facts = take(hangs, DEADLINE).await;

    assert_eq!(facts.len(), 2);
    for fact in facts {
        assert_eq!(fact.reading, Reading::Unknown { because: "no answer within 700 ms".to_owned() });
        assert_eq!(fact.source, "a wall");
    }
}

#[tokio::test]
async fn a_probe_that_blocks_its_thread_is_not_waited_for() {
    let (_never, wait) = std::sync::mpsc::channel::<()>();
    let blocks = Probe::reading("a wall", &[key::HOST_NAME], move || {
        let _blocked = wait.recv();
        Vec::new()
    });
    let begun = Instant::now();

    let facts = take(blocks, Duration::from_millis(50)).await;

    assert_eq!(facts[0].reading, Reading::Unknown { because: "no answer within 50 ms".to_owned() });
    assert!(begun.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn a_probe_that_gives_up_leaves_an_unknown() {
    let panics = Probe::reading("a mine", &[key::HOST_NAME], || panic!("on purpose"));
    let forgets = Probe::reading("a sieve", &[key::MAKE, key::MODEL], || vec![known(key::MAKE, FactValue::Text("Acme".to_owned()))]);

    // To print where it panicked takes a while on a busy machine.
    let gave_up = take(panics, Duration::from_secs(60)).await;
    let forgot = take(forgets, Duration::from_secs(60)).await;

    assert_eq!(gave_up[0].reading, Reading::Unknown { because: "nothing was found".to_owned() });
    assert_eq!(forgot[0].known(), Some(&FactValue::Text("Acme".to_owned())));
    assert_eq!(forgot[1].reading, Reading::Unknown { because: "nothing was found".to_owned() });
}
