use super::*;

const SCHOOL: &str = r#"
[school]
name = "Cedar Ridge Schools"
time_zone = "America/Chicago"
url = "https://desk.cedarridge.example"
[mail]
host = "mail.cedarridge.example"
from = "Cedar Ridge help desk <help@cedarridge.example>"
staff = ["tech@cedarridge.example"]
[[technicians]]
user = "devon"
name = "Devon Park"
email = "Devon@cedarridge.example"
[[technicians]]
user = "priya"
name = "Priya Nair"
[[departments]]
name = "Facilities"
email = "facilities@cedarridge.example"
"#;

fn happened(what: What) -> Happened {
    Happened {
        what,
        ticket_id: "0192f000-0000-7000-8000-000000000001".into(),
        number: 4127,
        subject: "The projector stays blue".into(),
        words: "The projector stays blue. 28 kids.".into(),
        place: Some("B204, Building B".into()),
        class_waiting: true,
        status: Status::InProgress,
        department: None,
        assignee: None,
        next_update_by: Some("2026-09-15T15:40:00Z".parse().expect("time")),
        requester: "Maria Alvarez".into(),
        requester_address: Some("maria@cedarridge.example".into()),
        language: None,
    }
}

fn written(happened: &Happened) -> Vec<Letter> {
    let config = Config::parse(SCHOOL).expect("configuration");
    letters(happened, config.mail.as_ref().expect("mail"), &config)
}

fn readers(happened: &Happened) -> Vec<String> {
    written(happened).into_iter().map(|letter| letter.to).collect()
}

#[test]
fn a_new_ticket_reaches_everybody_at_the_desk_once() {
    let letters = written(&happened(What::Opened));

    assert_eq!(
        letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(),
        ["devon@cedarridge.example", "tech@cedarridge.example"]
    );
    assert_eq!(letters[0].subject, "[4127] The projector stays blue");
    assert_eq!(
        letters[0].body,
        "Maria Alvarez (B204, Building B) asks for help:\n\nThe projector stays blue. 28 kids.\n\nA class is waiting.\n\n\
         We promised a first answer by Tue, Sep 15 at 10:40 AM.\n\n\
         https://desk.cedarridge.example/tickets/0192f000-0000-7000-8000-000000000001\n"
    );
}

#[test]
fn nobody_is_written_to_about_what_they_did_themselves() {
    let devons = Happened { requester_address: Some("DEVON@cedarridge.example".into()), ..happened(What::Opened) };
    let reply = What::Replied { by: "Devon Park".into(), body: "To myself".into(), files: 0 };

    assert_eq!(readers(&devons), ["tech@cedarridge.example"]);
    assert_eq!(readers(&Happened { what: reply, ..devons }), [""; 0]);
}

#[test]
fn a_reply_reaches_the_requester_in_their_language() {
    let reply = happened(What::Replied { by: "Devon Park".into(), body: "Ya voy.".into(), files: 0 });
    let spanish = Happened { language: Some("es-MX".into()), status: Status::Resolved, next_update_by: None, ..reply.clone() };

    let (english, spanish) = (written(&reply), written(&spanish));

    assert_eq!(english[0].to, "maria@cedarridge.example");
    assert!(
        english[0].body.starts_with("Devon Park wrote about your request 4127, “The projector stays blue”:\n\nYa voy.\n\nYou will hear")
    );
    assert!(spanish[0].body.contains("Devon Park escribió sobre su solicitud 4127") && spanish[0].body.contains("¿Ya quedó?"));
    assert!(!english[0].body.contains("https://"), "a teacher has no business at the desk's address");
}

#[test]
fn a_reply_says_that_something_came_with_it_and_where_that_is() {
    let with = |files| happened(What::Replied { by: "Devon Park".into(), body: "This one.".into(), files });
    let spanish = Happened { language: Some("es".into()), ..with(2) };

    assert!(written(&with(1))[0].body.contains("This one.\n\nA picture or file came with it. You find it in Deskside.\n\n"));
    assert!(written(&with(3))[0].body.contains("3 pictures or files came with it."));
    assert!(written(&spanish)[0].body.contains("Vino con 2 imágenes o archivos."));
    assert!(!written(&with(0))[0].body.contains("came with it"));
}

#[test]
fn a_reply_to_nobodys_address_is_not_mailed() {
    let reply = What::Replied { by: "Devon Park".into(), body: "Hello".into(), files: 0 };

    assert_eq!(readers(&Happened { requester_address: None, ..happened(reply.clone()) }), [""; 0]);
    assert_eq!(readers(&Happened { requester_address: Some("not an address".into()), ..happened(reply) }), [""; 0]);
}

#[test]
fn what_nobody_answered_reaches_whoever_has_it_else_everybody() {
    let missed = happened(What::Missed { until: "2026-09-16T14:40:00Z".parse().expect("time") });
    let of_devon = Happened { assignee: Some("devon".into()), ..missed.clone() };
    let of_facilities = Happened { department: Some("Facilities".into()), ..missed.clone() };

    assert_eq!(readers(&missed), ["devon@cedarridge.example", "tech@cedarridge.example"]);
    assert_eq!(readers(&of_devon), ["devon@cedarridge.example"]);
    assert_eq!(readers(&of_facilities), ["facilities@cedarridge.example"]);
    assert!(written(&missed)[0].body.contains("Nobody has answered Maria Alvarez (B204, Building B) in time."));
}

#[test]
fn a_hand_off_reaches_the_department() {
    let handed = happened(What::HandedOff { by: Some("Priya Nair".into()), department: "Facilities".into() });

    let letters = written(&handed);

    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, "facilities@cedarridge.example");
    assert!(letters[0].body.starts_with("Priya Nair handed this to you. Maria Alvarez (B204, Building B) asked for help:"));
}

#[test]
fn what_the_requester_says_reaches_whoever_has_it_else_everybody_and_never_themselves() {
    let back = What::WroteBack { body: "It clicked, and still nothing.".into() };
    for what in [back.clone(), What::NotYet { body: None }] {
        let to_nobody = happened(what);
        let of_devon = Happened { assignee: Some("devon".into()), ..to_nobody.clone() };
        let of_facilities = Happened { department: Some("Facilities".into()), ..to_nobody.clone() };
        let devons_own = Happened { requester_address: Some("DEVON@cedarridge.example".into()), ..of_devon.clone() };

        assert_eq!(readers(&to_nobody), ["devon@cedarridge.example", "tech@cedarridge.example"]);
        assert_eq!(readers(&of_devon), ["devon@cedarridge.example"]);
        assert_eq!(readers(&of_facilities), ["facilities@cedarridge.example"]);
        assert_eq!(readers(&devons_own), [""; 0]);
    }
    assert_eq!(
        written(&happened(back))[0].body,
        "Maria Alvarez (B204, Building B) wrote back:\n\nIt clicked, and still nothing.\n\n\
         They were told that they hear more by Tue, Sep 15 at 10:40 AM.\n\n\
         https://desk.cedarridge.example/tickets/0192f000-0000-7000-8000-000000000001\n"
    );
}

#[test]
fn not_yet_comes_with_its_words_else_with_those_the_ticket_began_with() {
    let first = |body: Option<&str>| written(&happened(What::NotYet { body: body.map(String::from) }))[0].body.clone();

    assert!(first(Some("Still blue")).contains("says that it is not fixed yet:\n\nStill blue\n\n"));
    assert!(first(None).contains("says that it is not fixed yet:\n\nThe projector stays blue. 28 kids.\n\n"));
}

#[test]
fn a_new_time_reaches_whoever_has_the_ticket_unless_they_gave_it() {
    let until = "2026-09-16T14:40:00Z".parse().expect("time");
    let moved = |by: &str| Happened { assignee: Some("devon".into()), ..happened(What::Moved { by: by.into(), until }) };

    assert_eq!(readers(&moved("Priya Nair")), ["devon@cedarridge.example"]);
    assert_eq!(readers(&moved("Devon Park")), [""; 0]);
    assert!(
        written(&moved("Priya Nair"))[0]
            .body
            .starts_with("Priya Nair gave Maria Alvarez (B204, Building B) a new time: Wed, Sep 16 at 9:40 AM. They asked for help:")
    );
}

#[test]
fn whoever_is_put_on_a_ticket_hears_of_it() {
    let assigned = Happened { assignee: Some("devon".into()), ..happened(What::Assigned { by: "Priya Nair".into() }) };

    let letters = written(&assigned);

    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, "devon@cedarridge.example");
    assert!(letters[0].body.starts_with("Priya Nair handed this to you."));
    assert_eq!(readers(&Happened { assignee: Some("priya".into()), ..assigned }), [""; 0], "no address is known");
}
