//! Gzip: files as they are usually passed around, unpacked within a limit (RFC 1952).

use std::borrow::Cow;
use std::fmt;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// No file may become larger than this.
const MAX_BYTES: usize = 256 << 20;

/// The two bytes that every gzip file begins with.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The fixed part of the header.
const HEADER: usize = 10;

/// The checksum and the length at the end.
const TRAILER: usize = 8;

/// Why a file cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends too early.
    CutShort,
    /// It is packed in a way that gzip does not know, or damaged.
    Damaged,
    /// It would become larger than the limit.
    TooLarge,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CutShort => "its gzip is cut short",
            Self::Damaged => "its gzip is damaged or cut short",
            Self::TooLarge => "it would unpack to more than 256 MiB",
        })
    }
}

/// The file's content: unpacked where it is gzip, as it is otherwise.
///
/// # Errors
/// It is gzip, but cut short, damaged or too large.
pub fn unpacked(file: &[u8]) -> Result<Cow<'_, [u8]>, Fault> {
    if !file.starts_with(&MAGIC) {
        return Ok(Cow::Borrowed(file));
    }
    let body = file.get(header(file)?..).ok_or(Fault::CutShort)?;
    let content = decompress_to_vec_with_limit(body, MAX_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => Fault::TooLarge,
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => Fault::CutShort,
        _ => Fault::Damaged,
    })?;
    let trailer = body.last_chunk::<TRAILER>().ok_or(Fault::CutShort)?;
    let word =
        |from: usize| u32::from_le_bytes([trailer[from], trailer[from + 1], trailer[from + 2], trailer[from + 3]]);
    // The trailer is the file's end only where nothing of it is missing.
    if word(4) != content.len() as u32 || word(0) != checksum(&content) {
        return Err(Fault::Damaged);
    }
    Ok(Cow::Owned(content))
}

/// How long the header is, with the parts that its flags announce.
fn header(file: &[u8]) -> Result<usize, Fault> {
    let &[_, _, method, flags, ..] = file.get(..HEADER).ok_or(Fault::CutShort)? else { return Err(Fault::CutShort) };
    if method != 8 || flags > 0x1f {
        return Err(Fault::Damaged);
    }
    let mut end = HEADER;
    if flags & 4 != 0 {
        let &[low, high] = file.get(end..end + 2).ok_or(Fault::CutShort)? else { return Err(Fault::CutShort) };
        end += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    // The name and the comment, each ended by a zero.
    for flag in [8, 16] {
        if flags & flag != 0 {
            let rest = file.get(end..).ok_or(Fault::CutShort)?;
            end += rest.iter().position(|byte| *byte == 0).ok_or(Fault::CutShort)? + 1;
        }
    }
    Ok(if flags & 2 == 0 { end } else { end + 2 })
}

/// The CRC-32 of gzip, four bits at a time.
pub(crate) fn checksum(content: &[u8]) -> u32 {
    const TABLE: [u32; 16] = table();
    let mut sum = !0_u32;
    for byte in content {
        sum ^= u32::from(*byte);
        sum = (sum >> 4) ^ TABLE[(sum & 15) as usize];
        sum = (sum >> 4) ^ TABLE[(sum & 15) as usize];
    }
    !sum
}

const fn table() -> [u32; 16] {
    let mut table = [0_u32; 16];
    let mut place = 0;
    while place < 16 {
        let (mut sum, mut bit) = (place as u32, 0);
        while bit < 4 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            bit += 1;
        }
        table[place] = sum;
        place += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "nine nine nine" as `gzip -9` packs it, with a name.
    fn packed() -> Vec<u8> {
        let content = b"nine nine nine";
        let mut file = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 2, 3];
        file.extend(b"nine.txt\0");
        file.extend(miniz_oxide::deflate::compress_to_vec(content, 9));
        file.extend(checksum(content).to_le_bytes());
        file.extend((content.len() as u32).to_le_bytes());
        file
    }

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_file_with_a_name_in_its_header_unpacks() {
        let mut file = packed();
        let end = file.len() - TRAILER;
        assert_eq!(unpacked(&file).as_deref(), Ok(&b"nine nine nine"[..]));
        assert_eq!(unpacked(b"plain").as_deref(), Ok(&b"plain"[..]));
        file[end] ^= 1;
        assert_eq!(unpacked(&file), Err(Fault::Damaged), "another checksum");
    }

    #[test]
    fn a_file_cut_anywhere_is_refused() {
        let file = packed();
        for length in 2..file.len() {
            assert!(unpacked(&file[..length]).is_err(), "the first {length} bytes");
        }
        assert_eq!(unpacked(&file[..12]), Err(Fault::CutShort));
    }
}
