//! Pictures are decoded and written anew as a square: nothing but the pixels is left of what was
//! sent.

use crate::{ApiError, ApiResult};
use actix_web::web;
use domain::{
    counselors::{
        MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE, PICTURE_SIDE, PictureFormat, check_measures,
    },
    facility::LOGO_SIDE,
    problem::ProblemCode,
};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage,
    codecs::jpeg::JpegEncoder, imageops::FilterType, metadata::Orientation,
};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// How well the square is kept, of 100.
const QUALITY: u8 = 85;
/// Bytes that a decoder may use for its pixels: four for each, as many as there may be.
const MAX_DECODED_BYTES: u64 = 4 * MAX_PICTURE_PIXELS;

/// Makes squares, one at a time: a large picture takes a hundred megabytes while it is open.
#[derive(Debug)]
pub struct Squares {
    gate: Semaphore,
}

impl Default for Squares {
    fn default() -> Self {
        Self {
            gate: Semaphore::new(1),
        }
    }
}

impl Squares {
    /// The middle of the picture as a square JPEG, away from the threads that answer requests.
    pub async fn make(&self, picture: Vec<u8>, format: PictureFormat) -> ApiResult<Vec<u8>> {
        let _permit = self.gate.acquire().await.map_err(ApiError::internal)?;
        web::block(move || square(&picture, format))
            .await
            .map_err(ApiError::internal)?
            .map_err(ApiError::Problem)
    }

    /// The whole picture, no larger than a logo is, as a PNG: what is transparent stays so.
    pub async fn fit(&self, picture: Vec<u8>, format: PictureFormat) -> ApiResult<Vec<u8>> {
        let _permit = self.gate.acquire().await.map_err(ApiError::internal)?;
        web::block(move || fitted(&picture, format))
            .await
            .map_err(ApiError::internal)?
            .map_err(ApiError::Problem)
    }
}

fn fitted(picture: &[u8], format: PictureFormat) -> Result<Vec<u8>, ProblemCode> {
    if format == PictureFormat::Jpeg && !has_end(picture) {
        return Err(ProblemCode::UnreadablePicture);
    }
    let mut image = decode(picture, format)?;
    if image.width().max(image.height()) > LOGO_SIDE {
        image = image.resize(LOGO_SIDE, LOGO_SIDE, FilterType::CatmullRom);
    }
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(image.to_rgba8())
        .write_to(&mut png, ImageFormat::Png)
        .map_err(refusal)?;
    Ok(png.into_inner())
}

fn square(picture: &[u8], format: PictureFormat) -> Result<Vec<u8>, ProblemCode> {
    if format == PictureFormat::Jpeg && !has_end(picture) {
        return Err(ProblemCode::UnreadablePicture);
    }
    let middle = middle(decode(picture, format)?);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&on_white(&middle))
        .map_err(refusal)?;
    Ok(jpeg)
}

/// The pixels, upright. Measures are looked at before anything is decoded.
fn decode(picture: &[u8], format: PictureFormat) -> Result<DynamicImage, ProblemCode> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_PICTURE_SIDE);
    limits.max_image_height = Some(MAX_PICTURE_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(picture), image_format(format));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    check_measures(width, height)?;
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(ProblemCode::PictureTooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn image_format(format: PictureFormat) -> ImageFormat {
    match format {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Webp => ImageFormat::WebP,
    }
}

/// Whether a JPEG goes on to its end. The decoder fills what is missing with grey.
fn has_end(jpeg: &[u8]) -> bool {
    let last = |marker: [u8; 2]| jpeg.windows(2).rposition(|pair| pair == marker);
    match (last([0xff, 0xda]), last([0xff, 0xd9])) {
        (Some(scan), Some(end)) => scan < end,
        _ => false,
    }
}

fn middle(image: DynamicImage) -> DynamicImage {
    let (width, height) = (image.width(), image.height());
    let side = width.min(height);
    let square = image.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    if side <= PICTURE_SIDE {
        return square;
    }
    square.resize_exact(PICTURE_SIDE, PICTURE_SIDE, FilterType::CatmullRom)
}

/// JPEG knows nothing transparent.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let mut flat = RgbImage::new(image.width(), image.height());
    for (to, from) in flat.pixels_mut().zip(image.to_rgba8().pixels()) {
        let [red, green, blue, alpha] = from.0.map(u16::from);
        let over = |colour: u16| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255);
        to.0 = [red, green, blue].map(|colour| over(colour).unwrap_or(u8::MAX));
    }
    flat
}

fn refusal(error: ImageError) -> ProblemCode {
    match error {
        ImageError::Limits(_) => ProblemCode::PictureTooLarge,
        _ => ProblemCode::UnreadablePicture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GenericImageView, Rgb, Rgba, RgbaImage};
    use proptest::{collection::vec, prelude::*, sample::Index};

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn read(jpeg: &[u8]) -> DynamicImage {
        image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap()
    }

    /// Red on the left, blue on the right, and green in the middle.
    fn flag(width: u32, height: u32) -> DynamicImage {
        let third = width / 3;
        let image = RgbImage::from_fn(width, height, |x, _| match x {
            x if x < third => Rgb([255, 0, 0]),
            x if x < 2 * third => Rgb([0, 255, 0]),
            _ => Rgb([0, 0, 255]),
        });
        image.into()
    }

    #[test]
    fn every_format_becomes_the_middle_square() {
        for format in PictureFormat::ALL {
            let sent = encoded(&flag(1800, 600), image_format(format));
            let made = read(&square(&sent, format).unwrap());
            assert_eq!(made.dimensions(), (PICTURE_SIDE, PICTURE_SIDE));
            let Rgba([red, green, blue, _]) = made.get_pixel(256, 256);
            assert!(red < 40 && green > 200 && blue < 40, "{format:?}");
            let Rgba([red, _, _, _]) = made.get_pixel(10, 256);
            assert!(red < 60, "{format:?}: the left third is cut off");
        }
    }

    #[test]
    fn a_logo_is_kept_whole_and_transparent_where_it_was() {
        let sent = encoded(&flag(1800, 600), ImageFormat::Jpeg);
        let made = fitted(&sent, PictureFormat::Jpeg).unwrap();
        let made = image::load_from_memory_with_format(&made, ImageFormat::Png).unwrap();
        let height = (LOGO_SIDE / 3).abs_diff(made.height());
        assert!(made.width() == LOGO_SIDE && height <= 1);
        let clear = RgbaImage::from_pixel(64, 20, Rgba([255, 0, 0, 0]));
        let sent = encoded(&clear.into(), ImageFormat::Png);
        let made = fitted(&sent, PictureFormat::Png).unwrap();
        let made = image::load_from_memory_with_format(&made, ImageFormat::Png).unwrap();
        assert_eq!(made.dimensions(), (64, 20));
        assert_eq!(made.get_pixel(32, 10).0[3], 0);
    }

    #[test]
    fn a_small_picture_stays_small() {
        let sent = encoded(&flag(30, 90), ImageFormat::Png);
        let made = read(&square(&sent, PictureFormat::Png).unwrap());
        assert_eq!(made.dimensions(), (30, 30));
    }

    #[test]
    fn what_is_transparent_is_white() {
        let image = RgbaImage::from_pixel(64, 64, Rgba([255, 0, 0, 0]));
        let sent = encoded(&image.into(), ImageFormat::Png);
        let made = read(&square(&sent, PictureFormat::Png).unwrap());
        let Rgba([red, green, blue, _]) = made.get_pixel(32, 32);
        assert!(red > 250 && green > 250 && blue > 250);
    }

    #[test]
    fn what_is_cut_off_anywhere_is_no_picture() {
        for format in PictureFormat::ALL {
            let sent = encoded(&flag(300, 300), image_format(format));
            for part in [3, 4, 10] {
                let cut = &sent[..sent.len() - sent.len() / part];
                let refused = square(cut, format);
                assert_eq!(refused, Err(ProblemCode::UnreadablePicture), "{format:?}");
            }
        }
    }

    proptest! {
        /// Of each format a whole picture, one with bytes changed, cut and added, and no picture.
        #[test]
        fn any_bytes_become_a_square_or_are_refused(
            which in 0..PictureFormat::ALL.len(),
            noise in vec(any::<u8>(), 0..400),
            changes in vec((any::<Index>(), any::<u8>()), 0..12),
            end: Index,
        ) {
            let format = PictureFormat::ALL[which];
            let mut nearly = encoded(&flag(9, 6), image_format(format));
            for (at, byte) in changes {
                let at = at.index(nearly.len());
                nearly[at] = byte;
            }
            let cut = nearly[..end.index(nearly.len())].to_vec();
            let longer = [nearly.as_slice(), &noise].concat();
            for sent in [nearly, cut, longer, noise] {
                for made in [square(&sent, format), fitted(&sent, format)] {
                    match made {
                        Ok(picture) => prop_assert!(!picture.is_empty()),
                        Err(code) => prop_assert_ne!(code, ProblemCode::Internal),
                    }
                }
            }
        }
    }
}
