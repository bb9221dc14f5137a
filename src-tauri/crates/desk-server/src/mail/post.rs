//! Brings queued mails to the mail server, one at a time.
//!
//! A mail is marked as sent in the database as soon as the mail server has it. Where a process dies between the two, it is sent again,
//! as the very same mail under the same Message-ID, which mail servers and programs take for the one they have.

use super::{
    letters::letters,
    settings::{MailError, MailSettings, TlsMode},
};
use crate::{help_desk::HelpDesk, problem::Failure, store::Mail};
use jiff::{SignedDuration, Timestamp};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
        extension::ClientId,
    },
};
use secrecy::ExposeSecret;
use std::{error::Error, time::Duration, time::SystemTime};

/// Never longer: another process may have written, and a clock may have been set.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// How long it rests when the database was not there.
const REST: Duration = Duration::from_secs(1);
/// How long the mail server may be silent.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long one process has a mail for itself: longer than the most patient try.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// For how long a mail is tried.
const TRIED_FOR: SignedDuration = SignedDuration::from_hours(72);
const FIRST_REST: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(1);

/// The mail server, ready to be spoken to.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    settings: MailSettings,
}

impl Post {
    pub(crate) fn open(settings: &MailSettings, from: Mailbox) -> Result<Self, MailError> {
        let parameters = || TlsParameters::new_rustls(settings.host.clone()).map_err(MailError::Tls);
        let tls = match settings.tls {
            TlsMode::Starttls => Tls::Required(parameters()?),
            TlsMode::Tls => Tls::Wrapper(parameters()?),
            TlsMode::None => Tls::None,
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port())
            .tls(tls)
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        if let (Some(user), Some(password)) = (&settings.user, settings.password()?) {
            transport = transport.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
        }
        Ok(Self { transport: transport.build(), from, settings: settings.clone() })
    }

    /// Connects, signs in and says good-bye, as before a mail. An error is in the mail server's words.
    pub(crate) async fn greet(&self) -> Result<(), String> {
        let in_full = |error: &dyn Error| match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it does not take our greeting".into()),
            Err(error) => Err(in_full(&error)),
        }
    }

    /// The mail as it goes out, the same at every try.
    fn message(&self, mail: &Mail) -> Result<Message, Box<dyn Error + Send + Sync>> {
        let domain = self.from.email.domain();
        let id = |left: &str| format!("<{left}@{domain}>");
        let root = id(&format!("ticket.{}", mail.ticket_id));
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.to_address.parse()?))
            .subject(&mail.subject)
            .date(SystemTime::from(mail.made_at()?))
            .message_id(Some(id(&mail.id)))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN);
        message = match &mail.follows {
            Some(before) => message.in_reply_to(id(before)).references(format!("{root} {}", id(before))),
            None => message.references(root),
        };
        Ok(message.body(mail.body.clone())?)
    }
}

/// Says that no person wrote this, so that no machine answers.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Runs until the desk stops.
pub(crate) async fn run(desk: HelpDesk, post: Post) {
    let stop = desk.stop().clone();
    let mut written = desk.store().written();
    while !stop.is_cancelled() {
        let sleep = carry(&desk, &post).await.unwrap_or_else(|failure| {
            tracing::error!(error = &failure as &dyn Error, "mails could not be looked after for a moment");
            REST
        });
        tokio::select! {
            () = stop.cancelled() => {}
            _ = written.changed() => {}
            () = tokio::time::sleep(sleep.min(LONGEST_SLEEP)) => {}
        }
    }
}

/// Queues what is to be mailed and sends what is due. Says how long nothing is to be done.
async fn carry(desk: &HelpDesk, post: &Post) -> Result<Duration, Failure> {
    let store = desk.store();
    store.queue_mails(desk.now(), |happened| letters(happened, &post.settings, desk.config())).await?;
    // Asked to stop, it finishes the mail it has in hand, so that it is not sent twice.
    while !desk.stop().is_cancelled()
        && let Some(mail) = store.claim_mail(LEASE, desk.now()).await?
    {
        let tried = match post.message(&mail) {
            Ok(message) => post.transport.send(message).await.map(|_| ()).map_err(Trouble::from),
            Err(error) => Err(Trouble { is_final: true, error }),
        };
        match tried {
            Ok(()) => store.mail_sent(&mail.id, desk.now()).await?,
            Err(trouble) => put_off(desk, &mail, &trouble).await?,
        }
    }
    let next = store.next_mail_moment().await?;
    let left: Option<Duration> = next.map(|next| next.duration_since(desk.now()).try_into().unwrap_or_default());
    Ok(left.map_or(LONGEST_SLEEP, |left| left + Duration::from_millis(1)))
}

struct Trouble {
    /// Trying again would not help.
    is_final: bool,
    error: Box<dyn Error + Send + Sync>,
}

impl From<lettre::transport::smtp::Error> for Trouble {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        // Only what is said about a mailbox is about this mail. A sign-in that is refused may be mended tomorrow.
        let code = error.status().map(u16::from);
        Self { is_final: matches!(code, Some(550 | 551 | 553)), error: error.into() }
    }
}

async fn put_off(desk: &HelpDesk, mail: &Mail, trouble: &Trouble) -> Result<(), Failure> {
    let now = desk.now();
    if trouble.is_final || now.duration_since(mail.made_at()?) > TRIED_FOR {
        tracing::error!(mail.id = mail.id, mail.tries = mail.tries, error = &*trouble.error as &dyn Error, "a mail was given up");
        return desk.store().mail_refused(&mail.id, now).await;
    }
    tracing::warn!(mail.id = mail.id, mail.tries = mail.tries, error = &*trouble.error as &dyn Error, "a mail could not be sent yet");
    desk.store().mail_later(&mail.id, next_try(mail.tries + 1, now)?).await
}

/// When a mail that could not be sent `tries` times is tried again: after a minute to an hour, twice as long each time.
fn next_try(tries: u32, now: Timestamp) -> Result<Timestamp, Failure> {
    let doubled = FIRST_REST.checked_mul(1_i32.checked_shl(tries.saturating_sub(1)).filter(|times| *times > 0).unwrap_or(i32::MAX));
    now.checked_add(doubled.unwrap_or(LONGEST_REST).min(LONGEST_REST)).map_err(Failure::unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_between_two_tries_grows_to_an_hour() {
        let rest = |tries| next_try(tries, Timestamp::UNIX_EPOCH).expect("in range").as_second() / 60;

        assert_eq!([1, 2, 3, 6, 7, 31, 32, 500].map(rest), [1, 2, 4, 32, 60, 60, 60, 60]);
    }
}
