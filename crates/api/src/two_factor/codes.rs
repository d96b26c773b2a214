//! Codes: made, shown, compared, and each taken once.

use super::entity::{recovery_code, two_factor};
use crate::{
    ApiError, ApiResult,
    crypto::{FacilityKeys, column::TWO_FACTOR_SECRET, hex},
    scope::Scope,
    state::State,
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{CounselorId, RecoveryCodeId},
    text::TypedCode,
    two_factor::{QrCode, RECOVERY_CODES, SecondFactor, grouped, recovery_code as recovery},
};
use qrcodegen::QrCodeEcc;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use std::fmt::Write;
use totp_rs::{Builder, Totp};
use uuid::Uuid;

/// Bytes of a secret: what RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Light units around a QR code, which readers need to find it.
const QUIET_ZONE: i32 = 4;

/// What an authenticator app and the server will compute codes from.
pub fn new_secret() -> [u8; SECRET_BYTES] {
    rand::random()
}

/// Codes of six digits, a new one each half minute; the one before and the one after are good as
/// well, for clocks that are not quite right. `issuer` and `account` are what the app shows.
pub fn totp(secret: &[u8], issuer: &str, account: &str) -> ApiResult<Totp> {
    let plain = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(secret.to_vec())
        .with_issuer(Some(plain(issuer)))
        .with_account_name(plain(account))
        .build()
        .map_err(|_| ApiError::Internal("a secret that is none".into()))
}

/// The step in time whose code this is, if it is a good one at this moment.
pub fn step(totp: &Totp, code: &str, now: DateTime<Utc>) -> ApiResult<Option<i64>> {
    let seconds = u64::try_from(now.timestamp()).map_err(ApiError::internal)?;
    let step = totp.check(code, seconds);
    step.map(i64::try_from)
        .transpose()
        .map_err(ApiError::internal)
}

/// What an authenticator app reads from the screen.
pub fn qr_code(totp: &Totp) -> ApiResult<QrCode> {
    let failed = || ApiError::Internal("the QR code could not be drawn".into());
    let address = totp.to_url().map_err(|_| failed())?;
    let code = qrcodegen::QrCode::encode_text(&address, QrCodeEcc::Medium).map_err(|_| failed())?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).map_err(ApiError::internal)?;
            if run > 0 {
                let (left, upper) = (x + QUIET_ZONE, y + QUIET_ZONE);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{left},{upper}h{run}v1h-{run}z");
            }
            x += run + 1;
        }
    }
    Ok(QrCode {
        size: u32::try_from(size + 2 * QUIET_ZONE).map_err(ApiError::internal)?,
        path,
    })
}

/// Whether this is a code of the counselor's that was not used before. From now on, it was.
pub async fn take_code(
    state: &State,
    scope: &Scope,
    counselor: CounselorId,
    code: &TypedCode,
) -> ApiResult<bool> {
    let keys = state.keyring.facility(scope).await?;
    match SecondFactor::read(code) {
        Some(SecondFactor::Code(code)) => {
            take_totp(scope, &keys, counselor, &code, state.clock.now()).await
        }
        Some(SecondFactor::Recovery(code)) => take_recovery(scope, &keys, counselor, &code).await,
        None => Ok(false),
    }
}

async fn take_totp(
    scope: &Scope,
    keys: &FacilityKeys,
    counselor: CounselorId,
    code: &str,
    now: DateTime<Utc>,
) -> ApiResult<bool> {
    let known = scope
        .find::<two_factor::Entity>()
        .filter(two_factor::Column::CounselorId.eq(counselor))
        .one(scope.db())
        .await?;
    let Some(sealed) = known.and_then(|known| known.sealed_secret) else {
        return Ok(false);
    };
    let secret = keys.open(TWO_FACTOR_SECRET, counselor.0, &sealed)?;
    let Some(step) = step(&totp(&secret, "", "-")?, code, now)? else {
        return Ok(false);
    };
    let unused = Condition::any()
        .add(two_factor::Column::LastStep.is_null())
        .add(two_factor::Column::LastStep.lt(step));
    let taken = scope
        .update::<two_factor::Entity>()
        .col_expr(two_factor::Column::LastStep, Expr::value(step))
        .filter(two_factor::Column::CounselorId.eq(counselor))
        .filter(two_factor::Column::SealedSecret.eq(sealed))
        .filter(unused)
        .exec(scope.db())
        .await?;
    Ok(taken.rows_affected == 1)
}

async fn take_recovery(
    scope: &Scope,
    keys: &FacilityKeys,
    counselor: CounselorId,
    code: &str,
) -> ApiResult<bool> {
    let taken = scope
        .delete::<recovery_code::Entity>()
        .filter(recovery_code::Column::CounselorId.eq(counselor))
        .filter(recovery_code::Column::CodeHash.eq(hash(keys, counselor, code)))
        .exec(scope.db())
        .await?;
    Ok(taken.rows_affected > 0)
}

/// What the database keeps of a recovery code.
fn hash(keys: &FacilityKeys, counselor: CounselorId, code: &str) -> String {
    let parts: [&[u8]; 3] = [b"recovery code", counselor.0.as_bytes(), code.as_bytes()];
    hex(&keys.sign_in_proof(&parts))
}

/// New recovery codes in place of those there are, as they are shown this once.
#[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
pub async fn renew_recovery(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    keys: &FacilityKeys,
    counselor: CounselorId,
) -> ApiResult<Vec<String>> {
    forget_recovery(scope, tx, counselor).await?;
    let codes: Vec<_> = (0..RECOVERY_CODES)
        .map(|_| recovery(rand::random()))
        .collect();
    let models = codes.iter().map(|code| recovery_code::ActiveModel {
        id: Set(RecoveryCodeId(Uuid::now_v7())),
        facility_id: Set(scope.facility()),
        counselor_id: Set(counselor),
        code_hash: Set(hash(keys, counselor, code)),
    });
    recovery_code::Entity::insert_many(models)
        .exec_without_returning(tx)
        .await?;
    Ok(codes.iter().map(|code| grouped(code)).collect())
}

/// Takes all recovery codes of the counselor away.
pub async fn forget_recovery(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    counselor: CounselorId,
) -> ApiResult<()> {
    scope
        .delete::<recovery_code::Entity>()
        .filter(recovery_code::Column::CounselorId.eq(counselor))
        .exec(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the test vectors in RFC 6238, whose codes have eight digits: these are the
    /// last six of them.
    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = totp(SECRET, "Beratungsstelle: Lahntal", "m.brandt").unwrap();
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(step(&totp, code, at(seconds)).unwrap(), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_good_one_step_early_and_one_step_late_and_no_more() {
        let totp = totp(SECRET, "", "-").unwrap();
        let (now, code) = (1_111_111_111, "050471");
        for (after, good) in [
            (-60, false),
            (-30, true),
            (0, true),
            (30, true),
            (60, false),
        ] {
            let found = step(&totp, code, at(now + after)).unwrap();
            assert_eq!(found, good.then_some(now / 30), "{after}");
        }
    }

    #[test]
    fn the_picture_holds_the_address_and_has_light_around_it() {
        let totp = totp(SECRET, "Beratungsstelle: Lahntal", "m.brandt").unwrap();
        let address = totp.to_url().unwrap();
        assert!(
            address.starts_with("otpauth://totp/Beratungsstelle%20%20Lahntal:m.brandt?secret=")
        );
        let drawn = qr_code(&totp).unwrap();
        let code = qrcodegen::QrCode::encode_text(&address, QrCodeEcc::Medium).unwrap();
        let mut dark = vec![];
        for run in drawn.path.split_terminator('z') {
            let (at, width) = run.split_once('h').unwrap();
            let (x, y) = at.trim_start_matches('M').split_once(',').unwrap();
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            let width: i32 = width.split('v').next().unwrap().parse().unwrap();
            dark.extend((x..x + width).map(|x| (x - QUIET_ZONE, y - QUIET_ZONE)));
        }
        let size = code.size();
        assert_eq!(i32::try_from(drawn.size).unwrap(), size + 2 * QUIET_ZONE);
        let all = (0..size).flat_map(|y| (0..size).map(move |x| (x, y)));
        let expected: Vec<_> = all.filter(|&(x, y)| code.get_module(x, y)).collect();
        assert_eq!(dark, expected);
    }
}
