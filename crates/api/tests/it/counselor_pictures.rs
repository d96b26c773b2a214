//! Profile pictures: what is taken, what is refused, what is left of it.

use crate::support::{Staff, TestApp, code};
use client::CallResult;
use domain::{
    counselors::{Counselor, MAX_PICTURE_BYTES},
    ids::PictureId,
    problem::ProblemCode,
    version::Version,
};
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};
use reqwest::{StatusCode, header};
use std::io::Cursor;

fn encoded(image: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(image)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

/// A picture in one colour.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_pixel(width, height, Rgb([10, 120, 110]));
    encoded(image, ImageFormat::Png)
}

fn jpeg() -> Vec<u8> {
    // Upper half light, lower half dark.
    let image = RgbImage::from_fn(640, 480, |_, y| match y {
        0..240 => Rgb([250, 250, 250]),
        _ => Rgb([5, 5, 5]),
    });
    encoded(image, ImageFormat::Jpeg)
}

/// A JPEG that says it lies on its side (`Orientation` 6), where it was taken, and by whom.
fn jpeg_with_position() -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
    // IFD0: Orientation = 6, GPSInfo at 38.
    tiff.extend(b"\0\x02");
    tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26");
    tiff.extend(b"\0\0\0\0");
    // GPS: latitude reference and a satellite's name.
    tiff.extend(b"\0\x02");
    tiff.extend(b"\0\x01\0\x02\0\0\0\x02N\0\0\0");
    tiff.extend(b"\0\x08\0\x02\0\0\0\x13\0\0\0\x40");
    tiff.extend(b"\0\0\0\0");
    tiff.extend(b"50.8021N-8.7667E-42\0");
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend(&tiff);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let plain = jpeg();
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length);
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

/// 20,000 × 20,000 pixels in a few kilobytes.
fn vast_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 20_000, 20_000);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    for _ in 0..20_000 {
        std::io::Write::write_all(&mut stream, &[0; 2_500]).unwrap();
    }
    stream.finish().unwrap();
    writer.finish().unwrap();
    bytes
}

async fn version(staff: &Staff) -> Version {
    let read = staff.client.read_counselor(staff.id).await;
    read.unwrap().version
}

async fn upload(staff: &Staff, media_type: &str, bytes: &[u8]) -> CallResult<Counselor> {
    let version = version(staff).await;
    staff
        .client
        .replace_counselor_picture(staff.id, version, media_type, bytes.to_vec())
        .await
}

async fn get(app: &TestApp, picture: PictureId) -> reqwest::Response {
    let address = app
        .nobody()
        .counselor_picture(&"lahntal".try_into().unwrap(), picture);
    reqwest::get(address).await.unwrap()
}

async fn bytes(app: &TestApp, picture: PictureId) -> Vec<u8> {
    get(app, picture).await.bytes().await.unwrap().to_vec()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|part| part == needle)
}

#[actix_web::test]
async fn a_picture_is_shown_to_whoever_knows_its_name() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let changed = upload(&brandt, "image/png", &png(700, 600)).await.unwrap();
    let picture = changed.picture.unwrap();
    assert_eq!(changed.version, Version(2));
    let answer = get(&app, picture).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let tag = answer.headers()[header::ETAG].clone();
    let headers = answer.headers();
    assert_eq!(headers[header::CONTENT_TYPE], "image/jpeg");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let caching = headers[header::CACHE_CONTROL].to_str().unwrap();
    assert!(caching.starts_with("private"), "{caching}");
    let jpeg = answer.bytes().await.unwrap();
    let image = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!(image.dimensions(), (512, 512));
    // Who has it already is told so.
    let address = app
        .nobody()
        .counselor_picture(&"lahntal".try_into().unwrap(), picture);
    let again = crate::support::http()
        .get(&address)
        .header(header::IF_NONE_MATCH, tag);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    // Another facility's portal does not have it.
    app.facility("wetterau").await;
    let elsewhere = address.replace("lahntal", "wetterau");
    let elsewhere = reqwest::get(elsewhere).await.unwrap();
    assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_picture_that_was_changed_or_taken_away_is_gone() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let first = upload(&brandt, "image/png", &png(64, 64)).await.unwrap();
    let second = upload(&brandt, "image/jpeg", &jpeg()).await.unwrap();
    let (first, second) = (first.picture.unwrap(), second.picture.unwrap());
    assert_ne!(first, second);
    assert_eq!(get(&app, first).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(get(&app, second).await.status(), StatusCode::OK);
    let admin = &facility.admin.client;
    let removed = admin
        .remove_counselor_picture(brandt.id, version(&brandt).await)
        .await
        .unwrap();
    assert_eq!(removed.picture, None);
    assert_eq!(get(&app, second).await.status(), StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn of_two_pictures_at_once_one_is_kept() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let version = version(&brandt).await;
    let uploads = (0..4).map(|_| {
        let bytes = png(32, 32);
        brandt
            .client
            .replace_counselor_picture(brandt.id, version, "image/png", bytes)
    });
    let results = futures_util::future::join_all(uploads).await;
    let (kept, refused): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(kept.len(), 1);
    for refused in refused {
        assert_eq!(code(refused), ProblemCode::StaleVersion);
    }
    let kept = kept.into_iter().next().unwrap().unwrap();
    let status = get(&app, kept.picture.unwrap()).await.status();
    assert_eq!(status, StatusCode::OK);
}

#[actix_web::test]
async fn where_a_picture_was_taken_is_not_in_it_any_more() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let sent = jpeg_with_position();
    assert!(contains(&sent, b"Exif") && contains(&sent, b"50.8021N"));
    let changed = upload(&brandt, "image/jpeg", &sent).await.unwrap();
    let kept = bytes(&app, changed.picture.unwrap()).await;
    for gone in [&b"Exif"[..], b"50.8021N", b"MM\0*"] {
        assert!(!contains(&kept, gone));
    }
    // It stands upright: what was up before is on the right.
    let image = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap();
    let side = image.width();
    assert!(image.get_pixel(side - 5, side / 2).0[0] > 200);
    assert!(image.get_pixel(5, side / 2).0[0] < 50);
}

/// A file that is a picture and something else as well is only a picture afterwards.
#[actix_web::test]
async fn what_was_hidden_in_a_picture_is_gone() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let script = b"<html><script>alert(document.domain)</script></html>";
    let archive = b"PK\x03\x04\x14\0\0\0\0\0 evil.html PK\x05\x06";
    let mut in_comment = jpeg()[..2].to_vec();
    in_comment.extend([0xff, 0xfe]);
    in_comment.extend(u16::try_from(script.len() + 2).unwrap().to_be_bytes());
    in_comment.extend(script);
    in_comment.extend(&jpeg()[2..]);
    for (media_type, polyglot) in [
        ("image/png", [&png(64, 64)[..], script].concat()),
        ("image/jpeg", [&jpeg()[..], archive].concat()),
        ("image/jpeg", in_comment),
    ] {
        let changed = upload(&brandt, media_type, &polyglot).await.unwrap();
        let answer = get(&app, changed.picture.unwrap()).await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/jpeg");
        let kept = answer.bytes().await.unwrap();
        for gone in [&b"<script>"[..], b"evil.html", b"PK\x05\x06"] {
            assert!(!contains(&kept, gone), "{media_type}");
        }
    }
}

#[actix_web::test]
async fn what_is_no_picture_is_refused_and_changes_nothing() {
    use ProblemCode::{PictureTooLarge, UnreadablePicture, UnsupportedPicture};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let before = upload(&brandt, "image/png", &png(64, 64)).await.unwrap();
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    let vast = vast_png();
    assert!(vast.len() < 200_000, "small on disk: {}", vast.len());
    let mut heavy = jpeg();
    heavy.resize(MAX_PICTURE_BYTES + 1, 0);
    let (whole, whole_jpeg) = (png(300, 300), jpeg());
    let cut = &whole[..whole.len() / 2];
    let cut_jpeg = &whole_jpeg[..whole_jpeg.len() / 2];
    for (media_type, bytes, expected) in [
        ("image/svg+xml", &svg[..], UnsupportedPicture),
        ("image/png", &svg[..], UnsupportedPicture),
        ("image/gif", b"GIF89a\x01\0\x01\0", UnsupportedPicture),
        ("image/jpeg", &whole, UnsupportedPicture),
        ("text/html", &whole, UnsupportedPicture),
        ("", &whole, UnsupportedPicture),
        ("image/png", &[], UnsupportedPicture),
        ("image/png", &vast, PictureTooLarge),
        ("image/jpeg", &heavy, PictureTooLarge),
        ("image/png", cut, UnreadablePicture),
        ("image/jpeg", cut_jpeg, UnreadablePicture),
        ("image/webp", b"RIFF\x10\0\0\0WEBPVP8 ", UnreadablePicture),
    ] {
        let refused = upload(&brandt, media_type, bytes).await;
        assert_eq!(code(refused), expected, "{media_type}, {}", bytes.len());
    }
    let after = brandt.client.read_counselor(brandt.id).await.unwrap();
    assert_eq!(after, before);
    let status = get(&app, after.picture.unwrap()).await.status();
    assert_eq!(status, StatusCode::OK);
}
