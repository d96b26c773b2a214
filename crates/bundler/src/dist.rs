//! The folder that the server serves: hashed names, compressed copies, one rename at the end.

use crate::{Profile, Result, build::Compiled, chunks, css};
use std::{collections::BTreeSet, fs, path::Path};

/// What the style sheets and the pages call the font; replaced by the name with its hash.
const FONT: &str = "source-sans-3-latin-wght.woff2";

/// Where the HTML says which sections may be fetched in idle moments.
const SECTIONS: &str = "<!-- sections: fetched while nothing else is to be done -->";

/// Writes `frontend/dist` and says of each program how many bytes a browser loads before its
/// first page can be used.
pub fn write(
    root: &Path,
    profile: Profile,
    programs: &[Compiled],
) -> Result<Vec<(&'static str, usize)>> {
    let frontend = root.join("frontend");
    let dist = Dist::new(frontend.join("dist.new"), profile)?;
    let shared = Shared::write(&frontend, &dist)?;
    let sizes = programs
        .iter()
        .map(|program| {
            Ok((
                program.program.name,
                shared.complete(&frontend, &dist, program)?,
            ))
        })
        .collect::<Result<_>>()?;
    fs::copy(
        frontend.join("assets/LICENSE-source-sans-3.txt"),
        dist.folder.join("LICENSE-source-sans-3.txt"),
    )?;
    dist.finish(&frontend.join("dist"))?;
    Ok(sizes)
}

/// The files that all programs load, by their names with a hash.
struct Shared {
    font: String,
    mark: String,
    sheet: String,
    /// Bytes of the style sheet as it is loaded.
    loaded: usize,
}

impl Shared {
    fn write(frontend: &Path, dist: &Dist) -> Result<Self> {
        let (font, _) = dist.hashed(FONT, &fs::read(frontend.join("assets").join(FONT))?)?;
        let (mark, _) = dist.hashed("mark.svg", &fs::read(frontend.join("assets/mark.svg"))?)?;
        let sheet = css::join(&frontend.join("src"))?.replace(FONT, &font);
        let (sheet, loaded) = dist.hashed("app.css", css::minify(&sheet).as_bytes())?;
        Ok(Self {
            font,
            mark,
            sheet,
            loaded,
        })
    }

    /// Writes a program with its first page, and says how many bytes it takes to use that.
    fn complete(&self, frontend: &Path, dist: &Dist, program: &Compiled) -> Result<usize> {
        let name = program.program.name;
        let (wasm, wasm_size) = dist.hashed(&format!("{name}.wasm"), &program.wasm)?;
        let cut = &program.cut;
        let chunks = cut
            .chunks
            .iter()
            .map(|chunk| dist.hashed(&format!("{name}-{}.wasm", chunk.name), &chunk.content))
            .collect::<Result<Vec<_>>>()?;
        let mut first_size = 0;
        if let Some(first) = program.program.first {
            for chunk in cut.of(first)? {
                first_size += chunks[*chunk].1;
            }
        }
        let addresses: Vec<_> = chunks.into_iter().map(|(address, _)| address).collect();
        let mut next = BTreeSet::new();
        for section in program.program.next {
            next.extend(cut.of(section)?);
        }
        let next: Vec<_> = next
            .into_iter()
            .map(|&chunk| prefetch(&addresses[chunk]))
            .collect();
        let js = chunks::link(&program.js, cut, &addresses)?;
        let js = js.replace(&format!("{name}_bg.wasm"), &wasm);
        let (js, js_size) = dist.hashed(&format!("{name}.js"), js.as_bytes())?;
        let boot = fs::read_to_string(frontend.join("boot.js"))?.replace("program.js", &js);
        let (boot, boot_size) = dist.hashed("boot.js", boot.as_bytes())?;
        let page = fs::read_to_string(frontend.join("index.html"))?;
        let mut page = page.replace(SECTIONS, &next.concat());
        for (name, hashed) in [
            (FONT, &self.font),
            ("mark.svg", &self.mark),
            ("app.css", &self.sheet),
            ("program.wasm", &wasm),
            ("program.js", &js),
            ("boot.js", &boot),
        ] {
            page = page.replace(&format!("/{name}"), &format!("/{hashed}"));
        }
        dist.file(&format!("{name}.html"), page.as_bytes())?;
        Ok(self.loaded + wasm_size + js_size + boot_size + first_size)
    }
}

/// The folder while it is being filled.
struct Dist {
    folder: std::path::PathBuf,
    profile: Profile,
}

impl Dist {
    fn new(folder: std::path::PathBuf, profile: Profile) -> Result<Self> {
        remove(&folder)?;
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, profile })
    }

    /// Writes `stem.ext` as `stem-<hash>.ext`; returns that name and the bytes a browser loads.
    fn hashed(&self, name: &str, content: &[u8]) -> Result<(String, usize)> {
        let (stem, extension) = name.rsplit_once('.').ok_or("a file without an extension")?;
        let name = format!("{stem}-{:016x}.{extension}", hash(content));
        let size = self.file(&name, content)?;
        Ok((name, size))
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
    fn finish(self, place: &Path) -> Result<()> {
        let old = self.folder.with_extension("old");
        remove(&old)?;
        if place.exists() {
            fs::rename(place, &old)?;
        }
        fs::rename(&self.folder, place)?;
        remove(&old)
    }
}

fn prefetch(address: &str) -> String {
    format!(r#"<link rel="prefetch" as="fetch" href="/{address}" crossorigin />"#)
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
