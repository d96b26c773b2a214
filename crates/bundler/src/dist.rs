//! The folder that the server serves: hashed names, compressed copies, one rename at the end.

use crate::{Profile, Result, build::App, css};
use std::{fs, path::Path};

/// What `index.html` and `boot.js` call the files; replaced by the names with their hash.
const FONT: &str = "source-sans-3-latin-wght.woff2";

/// Writes `frontend/dist` and says how many bytes a browser loads before the app runs.
pub fn write(root: &Path, profile: Profile, app: App) -> Result<usize> {
    let frontend = root.join("frontend");
    let mut dist = Dist::new(frontend.join("dist.new"), profile)?;
    let font = dist.hashed(FONT, &fs::read(frontend.join("assets").join(FONT))?)?;
    let mark = dist.hashed("mark.svg", &fs::read(frontend.join("assets/mark.svg"))?)?;
    let wasm = dist.hashed("app.wasm", &app.wasm)?;
    let js = dist.hashed("app.js", app.js.replace("app_bg.wasm", &wasm).as_bytes())?;
    let sheet = css::join(&frontend.join("src"))?.replace(FONT, &font);
    let sheet = dist.hashed("app.css", css::minify(&sheet).as_bytes())?;
    let boot = fs::read_to_string(frontend.join("boot.js"))?.replace("app.js", &js);
    let boot = dist.hashed("boot.js", boot.as_bytes())?;
    let mut page = fs::read_to_string(frontend.join("index.html"))?;
    for (name, hashed) in [
        (FONT, &font),
        ("mark.svg", &mark),
        ("app.wasm", &wasm),
        ("app.js", &js),
        ("app.css", &sheet),
        ("boot.js", &boot),
    ] {
        page = page.replace(&format!("/{name}"), &format!("/{hashed}"));
    }
    dist.file("index.html", page.as_bytes())?;
    fs::copy(
        frontend.join("assets/LICENSE-source-sans-3.txt"),
        dist.folder.join("LICENSE-source-sans-3.txt"),
    )?;
    dist.finish(&frontend.join("dist"))
}

/// The folder while it is being filled.
struct Dist {
    folder: std::path::PathBuf,
    profile: Profile,
    loaded: usize,
}

impl Dist {
    fn new(folder: std::path::PathBuf, profile: Profile) -> Result<Self> {
        remove(&folder)?;
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            profile,
            loaded: 0,
        })
    }

    /// Writes `stem.ext` as `stem-<hash>.ext` and returns that name.
    fn hashed(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let (stem, extension) = name.rsplit_once('.').ok_or("a file without an extension")?;
        let name = format!("{stem}-{:016x}.{extension}", hash(content));
        let compressed = self.file(&name, content)?;
        if ["wasm", "js", "css"].contains(&extension) {
            self.loaded += compressed;
        }
        Ok(name)
    }

    /// Writes a file and, where that makes it smaller, its compressed copy; returns the bytes a
    /// browser loads.
    fn file(&self, name: &str, content: &[u8]) -> Result<usize> {
        let path = self.folder.join(name);
        fs::write(&path, content)?;
        let mut size = content.len();
        // A font is compressed already.
        if self.profile == Profile::App && Path::new(name).extension() != Some("woff2".as_ref()) {
            let compressed = brotli(content)?;
            size = compressed.len();
            fs::write(self.folder.join(format!("{name}.br")), compressed)?;
        }
        println!("{:>9} {size:>9}  {name}", content.len());
        Ok(size)
    }

    /// Puts the folder in the place of the old one.
    fn finish(self, place: &Path) -> Result<usize> {
        let old = self.folder.with_extension("old");
        remove(&old)?;
        if place.exists() {
            fs::rename(place, &old)?;
        }
        fs::rename(&self.folder, place)?;
        remove(&old)?;
        println!("{:>19}  wasm, js and css together", self.loaded);
        Ok(self.loaded)
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut out, &params)?;
    Ok(out)
}

/// FNV-1a, 64 bit: names need to differ, not to withstand anybody.
fn hash(content: &[u8]) -> u64 {
    content.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
