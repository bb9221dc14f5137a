//! Notices and "me too".

use super::{Stage, assert_refused};
use crate::{Code, Desk, Notice, NoticeId, NoticeState};

/// As it was posted, with nobody affected yet.
pub async fn a_posted_notice_is_listed(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    assert_eq!(maria.notices().await.expect("the notices are there"), []);

    let id = stage.posts_notice("Wi-Fi is down in Building B").await;

    let notice = find(&maria, id).await;
    assert_eq!((notice.title.as_str(), notice.state), ("Wi-Fi is down in Building B", NoticeState::Active));
    assert_eq!((notice.affected, notice.affects_me), (0, false));
}

/// However often somebody presses, and whoever looks.
pub async fn me_too_counts_each_person_once(stage: &impl Stage) {
    let (maria, sam) = (stage.desk("maria").await, stage.desk("sam").await);
    let id = stage.posts_notice("Printing is slow").await;

    let first = maria.affected(id).await.expect("it is counted");
    let again = maria.affected(id).await.expect("the repeat is harmless");

    assert_eq!((first.affected, first.affects_me), (1, true));
    assert_eq!((again.affected, again.affects_me), (1, true));
    let before = find(&sam, id).await;
    assert_eq!((before.affected, before.affects_me), (1, false));
    let sams = sam.affected(id).await.expect("it is counted");
    assert_eq!((sams.affected, sams.affects_me), (2, true));
    assert_eq!(find(&maria, id).await.affected, 2);
}

/// What is not there is not there.
pub async fn a_notice_that_is_not_there_cannot_affect_anybody(stage: &impl Stage) {
    let maria = stage.desk("maria").await;

    assert_refused(maria.affected(NoticeId::new()).await, Code::NotFound);
}

async fn find<D: Desk>(desk: &D, id: NoticeId) -> Notice {
    let notices = desk.notices().await.expect("the notices are there");
    notices.into_iter().find(|notice| notice.id == id).expect("the notice is listed")
}
