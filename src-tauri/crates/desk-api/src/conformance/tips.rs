//! Tips and "this helped".

use super::{Stage, assert_refused};
use crate::{Code, Desk, Tip, TipId};

/// Offered to everybody, where the desk's other notes stay at the desk.
pub async fn a_how_to_that_is_offered_is_a_tip(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    assert_eq!(maria.tips().await.expect("the tips are there"), []);

    stage.writes_how_to("Reset the fuser", false).await;
    let id = stage.writes_how_to("Wake the printer", true).await;

    let tips = maria.tips().await.expect("the tips are there");
    let [tip] = &tips[..] else { panic!("one is offered: {tips:?}") };
    assert_eq!((tip.id, tip.title.as_str(), tip.topics.as_slice()), (id, "Wake the printer", &["printer".to_owned()][..]));
    assert!(!tip.body.is_empty());
    assert_eq!((tip.helped, tip.helped_me), (0, false));
}

/// However often somebody presses, and whoever looks.
pub async fn a_tip_counts_each_person_it_helped_once(stage: &impl Stage) {
    let (maria, sam) = (stage.desk("maria").await, stage.desk("sam").await);
    let id = stage.writes_how_to("Wake the printer", true).await;

    let first = maria.tip_helped(id).await.expect("it is counted");
    let again = maria.tip_helped(id).await.expect("the repeat is harmless");

    assert_eq!((first.helped, first.helped_me), (1, true));
    assert_eq!(again, first);
    let before = find(&sam, id).await;
    assert_eq!((before.helped, before.helped_me), (1, false));
    assert_eq!(sam.tip_helped(id).await.expect("it is counted").helped, 2);
    assert_eq!((find(&maria, id).await.helped, find(&maria, id).await.helped_me), (2, true));
}

/// What is not there is not there, and neither is what the desk keeps for itself.
pub async fn a_tip_that_is_not_offered_helped_nobody(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let kept = stage.writes_how_to("Reset the fuser", false).await;

    assert_refused(maria.tip_helped(kept).await, Code::NotFound);
    assert_refused(maria.tip_helped(TipId::new()).await, Code::NotFound);
}

async fn find<D: Desk>(desk: &D, id: TipId) -> Tip {
    let tips = desk.tips().await.expect("the tips are there");
    tips.into_iter().find(|tip| tip.id == id).expect("the tip is listed")
}
