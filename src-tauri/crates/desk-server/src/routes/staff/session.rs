//! Signing in and out.

use crate::{
    front::{Address, Checked, Front},
    password,
    problem::{Failure, Refusal},
    routes::{Answer, staff::around::me},
    session::{OwnPage, Presented, Secure, cookie},
};
use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use desk_api::{
    Code, Problem,
    staff::{SetPassword, SignIn, StaffMe},
};
use secrecy::SecretString;

/// Trades a one-time link for a password, and signs in.
#[utoipa::path(
    post,
    path = "/staff/password",
    tag = "staff",
    security(()),
    request_body = SetPassword,
    responses((status = 200, body = StaffMe), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn set_password(
    State(front): State<Front>,
    Address(address): Address,
    _: OwnPage,
    Secure(is_secure): Secure,
    Checked(asked): Checked<SetPassword>,
) -> Answer {
    let now = front.desk.now();
    if let Err(failure) = front.desk.store().link_owner(&asked.link, now).await {
        front.desk.count(front.desk.gate().wrong_try(address)).await?;
        return Err(failure.into());
    }
    let hash = password::hash(asked.password).await?;
    let session = front.desk.store().use_link(&asked.link, &hash, now).await?;
    signed_in(&front, &session, is_secure).await
}

/// Signs in by account name and password.
#[utoipa::path(
    post,
    path = "/staff/session",
    tag = "staff",
    security(()),
    request_body = SignIn,
    responses((status = 200, body = StaffMe), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn sign_in(
    State(front): State<Front>,
    Address(address): Address,
    _: OwnPage,
    Secure(is_secure): Secure,
    Checked(asked): Checked<SignIn>,
) -> Answer {
    let now = front.desk.now();
    let user_name = asked.user_name.trim().to_lowercase();
    front.desk.count(front.desk.gate().password_try(address, &user_name)).await?;
    let stored = front.desk.store().password_hash(&user_name).await?;
    if !password::fits(asked.password, stored).await? {
        return Err(Failure::refused(Code::Unauthenticated).into());
    }
    let session = front.desk.store().sign_in(&user_name, now).await?;
    signed_in(&front, &session, is_secure).await
}

/// Signs out. Who has no session is signed out already.
#[utoipa::path(
    delete,
    path = "/staff/session",
    tag = "staff",
    security((), ("session" = [])),
    responses((status = 204), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn sign_out(
    State(front): State<Front>,
    _: OwnPage,
    Secure(is_secure): Secure,
    Presented(session): Presented,
) -> Result<Response, Refusal> {
    if let Some(session) = session {
        front.desk.store().sign_out(&session, front.desk.now()).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie(None, is_secure)?)]).into_response())
}

async fn signed_in(front: &Front, session: &SecretString, is_secure: bool) -> Answer {
    let technician = front.desk.store().technician(session, front.desk.now()).await?;
    let me = me(front, &technician).await?;
    Ok(([(header::SET_COOKIE, cookie(Some(session), is_secure)?)], Json(me)).into_response())
}
