//! Where the server can be reached, its certificate, and the mail server.

use super::{Line, State, Subject, Whose};
use crate::{Config, Transport, mail::post::Post, tls};
use std::time::Duration;

/// How long the mail server may take.
const PATIENCE: Duration = Duration::from_secs(8);

pub(super) fn address(subject: &Subject) -> Vec<Line> {
    let at = subject.listen;
    match &subject.transport {
        Transport::Plain if !at.ip().is_loopback() => {
            let to_do = "give --tls-cert and --tls-key, or --behind-proxy, or listen on 127.0.0.1";
            vec![Line::wrong(
                "address",
                format!("{at} can be reached from other machines without TLS, so the server will not start"),
                to_do,
            )]
        }
        Transport::Plain => vec![Line::look(
            "address",
            format!("{at} without TLS: from this machine alone"),
            "fine to try it out; for a school give --listen with --tls-cert and --tls-key, or --behind-proxy",
        )],
        Transport::BehindProxy(networks) => {
            let networks: Vec<String> = networks.iter().map(ToString::to_string).collect();
            vec![Line::ok("address", format!("{at}, behind a proxy in {}", networks.join(", ")))]
        }
        Transport::Tls { certificate, key } => {
            let files = format!("{} with {}", certificate.display(), key.display());
            vec![
                Line::ok("address", format!("{at}, by TLS")),
                match tls::usable(certificate, key) {
                    Ok(()) => Line::ok("certificate", files),
                    Err(error) => {
                        Line::wrong("certificate", format!("{files}: {error}"), "check that both are PEM, belong together, and can be read")
                    }
                },
            ]
        }
    }
}

pub(super) async fn mail(config: &Config) -> Line {
    let Some(settings) = &config.mail else {
        return Line::look(
            "mail",
            "none is sent: nobody hears of a new ticket unless they look",
            "[mail] in the configuration turns it on",
        );
    };
    let at = format!("{}:{}", settings.host, settings.port());
    let post = match settings
        .sender()
        .map_err(|error| error.to_string())
        .and_then(|sender| Post::open(settings, sender).map_err(|error| error.to_string()))
    {
        Ok(post) => post,
        Err(error) => return Line::wrong("mail", error, "correct [mail] in the configuration"),
    };
    let not_there = |why: String| Line {
        whose: Some(Whose::Mail),
        ..Line::wrong("mail", format!("{at}: {why}"), "check name, port, TLS, user and password of [mail]; mails wait until it answers")
    };
    match tokio::time::timeout(PATIENCE, post.greet()).await {
        Ok(Ok(())) => Line { state: State::Ok, ..Line::ok("mail", format!("{at} answers and takes our sign-in")) },
        Ok(Err(why)) => not_there(why),
        Err(_) => not_there(format!("no answer within {} s", PATIENCE.as_secs())),
    }
}
