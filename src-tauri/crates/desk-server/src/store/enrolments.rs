//! Who is who: enrolment keys, asset records, people, and who an access token speaks for.

use super::{Action, By, Entry, Flag, Store, Write, at, id, ms};
use crate::{
    place::Place,
    problem::Failure,
    school_code::{as_school_code, new_school_code},
    tokens::{SecretDigest, new_secret},
};
use desk_api::{Code, DeviceClaim, DeviceId, EnrolmentRequest, PersonClaim, PersonId, Tokens};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use uuid::Uuid;

const ACCESS_LASTS: SignedDuration = SignedDuration::from_hours(1);

/// Makers' placeholders for a serial number nobody wrote in. They are the same on many machines and name none.
const NO_SERIALS: [&str; 7] = ["to be filled by o.e.m.", "default string", "system serial number", "not specified", "none", "0", "unknown"];

/// The person and device behind a call.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) person: PersonId,
    /// The enrolment the token belongs to.
    pub(crate) enrolment: String,
    pub(crate) device: DeviceId,
    pub(crate) place: Place,
    /// Full name, or the account name where there is none.
    pub(crate) name: String,
    /// When the access token ends, and with it a stream that was opened with it.
    pub(crate) ends_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct AskerRow {
    enrolment_id: String,
    person_id: String,
    device_id: String,
    site: Option<String>,
    building: Option<String>,
    room: Option<String>,
    name: String,
    ends_at: i64,
}

impl Store {
    /// Makes a new enrolment key. It can be used any number of times and is shown this once.
    pub(crate) async fn new_enrolment_key(&self, by: By<'_>, now: Timestamp) -> Result<SecretString, Failure> {
        let key = new_secret()?;
        self.learn_enrolment_key(by, &key, now).await?;
        Ok(key)
    }

    /// Lets `key` enrol from now on.
    pub(crate) async fn learn_enrolment_key(&self, by: By<'_>, key: &SecretString, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        sqlx::query("INSERT INTO enrolment_keys (sha256, made_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(SecretDigest::of(key).as_bytes().to_vec())
            .bind(ms(now))
            .execute(write.sql())
            .await?;
        write.note(by, Entry::of(Action::EnrolmentKeyMade), now).await?;
        write.commit().await
    }

    /// Makes a new school code, good until `ends_at`. It can be used any number of times and is shown this once.
    pub(crate) async fn new_school_code(&self, by: By<'_>, ends_at: Timestamp, now: Timestamp) -> Result<SecretString, Failure> {
        let code = new_school_code()?;
        let known = as_school_code(&code).ok_or_else(|| Failure::unreadable("a code of ours is none"))?;
        let mut write = self.write().await?;
        sqlx::query("DELETE FROM school_codes WHERE ends_at <= $1").bind(ms(now)).execute(write.sql()).await?;
        sqlx::query("INSERT INTO school_codes (sha256, made_at, ends_at) VALUES ($1, $2, $3)")
            .bind(SecretDigest::of(&known).as_bytes().to_vec())
            .bind(ms(now))
            .bind(ms(ends_at))
            .execute(write.sql())
            .await?;
        write.note(by, Entry::of(Action::SchoolCodeMade), now).await?;
        write.commit().await?;
        Ok(code)
    }

    /// Whether a key, or a code that has not ended, enrols here.
    pub(crate) async fn may_enrol(&self, key: &SecretString, now: Timestamp) -> Result<bool, Failure> {
        let (digest, known): (_, Vec<Vec<u8>>) = match as_school_code(key) {
            Some(code) => {
                let codes = sqlx::query_scalar("SELECT sha256 FROM school_codes WHERE ends_at > $1").bind(ms(now));
                (SecretDigest::of(&code), codes.fetch_all(&self.readers).await?)
            }
            None => (SecretDigest::of(key), sqlx::query_scalar("SELECT sha256 FROM enrolment_keys").fetch_all(&self.readers).await?),
        };
        Ok(known.iter().fold(false, |found, stored| found | digest.is(stored)))
    }

    /// Enrols a device and a person, whose key is good. The same account secret is the same person, whatever else is claimed, but on a
    /// copy of a computer.
    pub(crate) async fn enrol(&self, request: &EnrolmentRequest, now: Timestamp) -> Result<Tokens, Failure> {
        let mut write = self.write().await?;
        let device = write.device(&request.device, now).await?;
        let secret = write.secret_there(&request.account_secret, &request.device, &device).await?;
        let person = write.person(&request.person, &secret, now).await?;
        let enrolment = Uuid::now_v7().to_string();
        sqlx::query("INSERT INTO enrolments (id, person_id, device_id, site, building, room, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(&enrolment)
            .bind(&person)
            .bind(&device)
            .bind(&request.device.site)
            .bind(&request.device.building)
            .bind(&request.device.room)
            .bind(ms(now))
            .execute(write.sql())
            .await?;
        let issued = write.issue(&enrolment, &device, 1, now).await?;
        write.commit().await?;
        Ok(issued)
    }

    /// Who an access token speaks for.
    pub(crate) async fn asker(&self, token: &SecretString, now: Timestamp) -> Result<Asker, Failure> {
        let row: Option<AskerRow> = sqlx::query_as(
            "SELECT e.id AS enrolment_id, e.person_id, e.device_id, e.site, e.building, e.room, COALESCE(p.full_name, p.user_name) AS name, a.ends_at \
             FROM access_tokens a JOIN enrolments e ON e.id = a.enrolment_id JOIN people p ON p.id = e.person_id \
             WHERE a.sha256 = $1 AND a.ends_at > $2 AND e.revoked_at IS NULL",
        )
        .bind(SecretDigest::of(token).as_bytes().to_vec())
        .bind(ms(now))
        .fetch_optional(&self.readers)
        .await?;
        let row = row.ok_or_else(|| Failure::refused(Code::Unauthenticated))?;
        Ok(Asker {
            person: id(&row.person_id)?,
            enrolment: row.enrolment_id,
            device: id(&row.device_id)?,
            place: Place { site: row.site, building: row.building, room: row.room },
            name: row.name,
            ends_at: at(row.ends_at)?,
        })
    }
}

impl Write<'_> {
    /// The asset record of a claim: by serial number where there is a real one, else by installation and name. An image that is copied
    /// takes the installation along, and its copies get names of their own.
    async fn device(&mut self, claim: &DeviceClaim, now: Timestamp) -> Result<String, Failure> {
        let serial = claim.serial.as_deref().map(str::trim).filter(|s| !s.is_empty() && !NO_SERIALS.contains(&s.to_lowercase().as_str()));
        let install = claim.install_id.to_string();
        let known: Option<String> = sqlx::query_scalar(
            "SELECT id FROM devices WHERE serial = $1 OR (install_id = $2 AND lower(host_name) = lower($3) AND ($1 IS NULL OR serial IS NULL)) \
             ORDER BY serial IS NOT DISTINCT FROM $1 DESC, last_seen_at DESC LIMIT 1",
        )
        .bind(serial)
        .bind(&install)
        .bind(&claim.host_name)
        .fetch_optional(self.sql())
        .await?;
        let device = known.unwrap_or_else(|| DeviceId::new().to_string());
        sqlx::query(
            "INSERT INTO devices (id, install_id, host_name, serial, asset_tag, site, building, room, first_seen_at, last_seen_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) \
             ON CONFLICT (id) DO UPDATE SET install_id = $2, host_name = $3, serial = COALESCE(devices.serial, $4), \
             asset_tag = COALESCE($5, devices.asset_tag), \
             site = COALESCE($6, devices.site), building = COALESCE($7, devices.building), room = COALESCE($8, devices.room), last_seen_at = $9",
        )
        .bind(&device)
        .bind(install)
        .bind(&claim.host_name)
        .bind(serial)
        .bind(&claim.asset_tag)
        .bind(&claim.site)
        .bind(&claim.building)
        .bind(&claim.room)
        .bind(ms(now))
        .execute(self.sql())
        .await?;
        Ok(device)
    }

    /// The secret by which somebody is known on this computer.
    ///
    /// Where the same installation enrolled the same secret as another computer, one of them is a copy of the other's disk, keyring and
    /// all. Whoever is there is somebody of their own; the original stays who it was.
    async fn secret_there(&mut self, shown: &SecretString, claim: &DeviceClaim, device: &str) -> Result<SecretDigest, Failure> {
        let secret = SecretDigest::of(shown);
        let Flag(is_copy) = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM people p JOIN enrolments e ON e.person_id = p.id JOIN devices d ON d.id = e.device_id \
             WHERE p.account_secret_sha256 = $1 AND d.install_id = $2 AND d.id <> $3) \
             AND NOT EXISTS (SELECT 1 FROM people p JOIN enrolments e ON e.person_id = p.id \
             WHERE p.account_secret_sha256 = $1 AND e.device_id = $3)",
        )
        .bind(secret.as_bytes().to_vec())
        .bind(claim.install_id.to_string())
        .bind(device)
        .fetch_one(self.sql())
        .await?;
        if is_copy {
            tracing::warn!(device.id = device, "a computer was copied with its sign-in; the copy is another computer and other people");
        }
        Ok(if is_copy { secret.on(device) } else { secret })
    }

    async fn person(&mut self, claim: &PersonClaim, secret: &SecretDigest, now: Timestamp) -> Result<String, Failure> {
        Ok(sqlx::query_scalar(
            "INSERT INTO people (id, account_secret_sha256, user_name, full_name, email, made_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (account_secret_sha256) DO UPDATE SET user_name = $3, full_name = COALESCE($4, people.full_name), \
             email = COALESCE($5, people.email) RETURNING id",
        )
        .bind(PersonId::new().to_string())
        .bind(secret.as_bytes().to_vec())
        .bind(&claim.user_name)
        .bind(claim.full_name.as_deref().filter(|name| !name.trim().is_empty()))
        .bind(&claim.email)
        .bind(ms(now))
        .fetch_one(self.sql())
        .await?)
    }

    /// Makes a pair of tokens for an enrolment, the refresh token as its `generation`.
    pub(super) async fn issue(&mut self, enrolment: &str, device: &str, generation: i64, now: Timestamp) -> Result<Tokens, Failure> {
        let (refresh_token, access_token) = (new_secret()?, new_secret()?);
        let access_expires_at = now.checked_add(ACCESS_LASTS).map_err(Failure::unreadable)?;
        sqlx::query("INSERT INTO refresh_tokens (sha256, enrolment_id, generation, made_at) VALUES ($1, $2, $3, $4)")
            .bind(SecretDigest::of(&refresh_token).as_bytes().to_vec())
            .bind(enrolment)
            .bind(generation)
            .bind(ms(now))
            .execute(self.sql())
            .await?;
        sqlx::query("DELETE FROM access_tokens WHERE ends_at <= $1").bind(ms(now)).execute(self.sql()).await?;
        sqlx::query("INSERT INTO access_tokens (sha256, enrolment_id, ends_at) VALUES ($1, $2, $3)")
            .bind(SecretDigest::of(&access_token).as_bytes().to_vec())
            .bind(enrolment)
            .bind(ms(access_expires_at))
            .execute(self.sql())
            .await?;
        Ok(Tokens { device_id: id(device)?, refresh_token, access_token, access_expires_at })
    }
}
