//! Setting this computer up by a code a person typed.

use crate::{
    desk::{ThisDesk, client},
    here::Here,
    typed::typed,
};
use desk_api::{Code, DeskError};
use desk_platform::Connection;
use desk_view::SetupTrouble;

/// Signs in at the desk with the code, keeps which desk it is, and lets `desk` be that one. The code itself is not kept.
///
/// # Errors
/// When the desk does not take the code or cannot be asked, or this computer cannot keep it.
pub(crate) async fn join(here: &Here, desk: &ThisDesk, code: &str, room: Option<String>) -> Result<(), SetupTrouble> {
    let policy = &here.policy.policy;
    let (server, code) = typed(code, policy.server.as_ref())?;
    let new = client(here, server.clone(), Some(code), room.clone().or_else(|| policy.room.clone())).map_err(|error| {
        tracing::warn!(error = format!("{error:#}"), "no help desk can be asked there");
        SetupTrouble::NotADesk
    })?;
    new.sign_in().await.map_err(|error| {
        tracing::warn!(%error, "this computer was not set up");
        why(&error)
    })?;
    let connection = Connection { server: Some(server).filter(|_| policy.server.is_none()), room };
    connection.keep(&here.paths).map_err(|error| {
        tracing::error!(%error, "which help desk this is cannot be kept");
        SetupTrouble::NotKept
    })?;
    tracing::info!("this computer was set up by a code");
    desk.becomes(new);
    Ok(())
}

fn why(error: &DeskError) -> SetupTrouble {
    match error {
        DeskError::NotADesk { .. } => SetupTrouble::NotADesk,
        DeskError::Refused { problem, .. } if problem.code == Code::RateLimited => SetupTrouble::TooOften,
        DeskError::Refused { .. } | DeskError::NotEnrolled(_) => SetupTrouble::UnknownCode,
        DeskError::NoStore(_) => SetupTrouble::NotKept,
        DeskError::InTrouble { .. } | DeskError::Unreachable(_) => SetupTrouble::NoAnswer,
    }
}
