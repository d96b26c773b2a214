//! What may be uploaded as a picture, and what becomes of it. The app asks before it sends, the
//! server decides.

use crate::problem::ProblemCode;

/// The most bytes that an uploaded picture has.
pub const MAX_PICTURE_BYTES: usize = 5 * 1024 * 1024;
/// The longest side that an uploaded picture has, in pixels.
pub const MAX_PICTURE_SIDE: u32 = 10_000;
/// The most pixels that it has. What a camera takes has half of that.
pub const MAX_PICTURE_PIXELS: u64 = 25_000_000;
/// The side of the square that is kept, in pixels; smaller pictures stay small.
pub const PICTURE_SIDE: u32 = 512;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG, what pictures are kept as.
    Jpeg,
    /// WebP.
    Webp,
}

impl PictureFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Png, Self::Jpeg, Self::Webp];

    /// The media type, as `Content-Type` names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// The format that `Content-Type` names, parameters aside.
    pub fn from_media_type(text: &str) -> Option<Self> {
        let name = text.split(';').next().unwrap_or_default().trim();
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.media_type().eq_ignore_ascii_case(name))
    }

    /// The format that the first bytes are of.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            _ => None,
        }
    }
}

/// What is sent, if it is called what it is and is not too large.
pub fn check_upload(media_type: &str, bytes: &[u8]) -> Result<PictureFormat, ProblemCode> {
    let named = PictureFormat::from_media_type(media_type);
    let format = named.ok_or(ProblemCode::UnsupportedPicture)?;
    if bytes.len() > MAX_PICTURE_BYTES {
        return Err(ProblemCode::PictureTooLarge);
    }
    match PictureFormat::sniff(bytes) {
        Some(found) if found == format => Ok(format),
        _ => Err(ProblemCode::UnsupportedPicture),
    }
}

/// Whether a picture of these measures is read at all.
pub fn check_measures(width: u32, height: u32) -> Result<(), ProblemCode> {
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MAX_PICTURE_SIDE || pixels > MAX_PICTURE_PIXELS {
        return Err(ProblemCode::PictureTooLarge);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n rest";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0 rest";
    const WEBP: &[u8] = b"RIFF\x10\0\0\0WEBP rest";

    #[test]
    fn what_is_sent_is_what_it_is_called() {
        use PictureFormat::{Jpeg, Png, Webp};
        let unsupported = Err(ProblemCode::UnsupportedPicture);
        for (media_type, bytes, expected) in [
            ("image/png", PNG, Ok(Png)),
            ("image/jpeg", JPEG, Ok(Jpeg)),
            ("image/webp", WEBP, Ok(Webp)),
            ("IMAGE/JPEG; q=1", JPEG, Ok(Jpeg)),
            ("image/png", JPEG, unsupported),
            ("image/jpeg", b"<svg xmlns=", unsupported),
            ("image/svg+xml", b"<svg xmlns=", unsupported),
            ("image/gif", b"GIF89a", unsupported),
            ("image/png", b"\x89PNG", unsupported),
            ("image/png", b"", unsupported),
            ("", PNG, unsupported),
        ] {
            assert_eq!(check_upload(media_type, bytes), expected, "{media_type}");
        }
        let mut large = JPEG.to_vec();
        large.resize(MAX_PICTURE_BYTES, 0);
        assert_eq!(check_upload("image/jpeg", &large), Ok(Jpeg));
        large.push(0);
        let too_large = Err(ProblemCode::PictureTooLarge);
        assert_eq!(check_upload("image/jpeg", &large), too_large);
    }

    #[test]
    fn a_picture_has_bounds_on_both_sides_and_on_all_of_it() {
        for (width, height, good) in [
            (1, 1, true),
            (5_000, 5_000, true),
            (5_001, 5_000, false),
            (10_000, 2_500, true),
            (10_001, 1, false),
            (1, 10_001, false),
            (20_000, 20_000, false),
            (u32::MAX, u32::MAX, false),
        ] {
            assert_eq!(
                check_measures(width, height).is_ok(),
                good,
                "{width}×{height}"
            );
        }
    }
}
