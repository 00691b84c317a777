//! A picture of cells as a PNG file, which a drawing carries within (ISO/IEC 15948).

use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::gzip::checksum;

/// The bytes that every PNG begins with.
const MAGIC: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Eight bits a channel, red, green and blue, nothing unusual.
const FORM: [u8; 5] = [8, 2, 0, 0, 0];

/// How hard it is packed.
const LEVEL: u8 = 6;

/// The file of a picture of `columns` × `rows` cells in RGB, row by row from the top.
pub(super) fn encoded((columns, rows): (u32, u32), rgb: &[u8]) -> Vec<u8> {
    let mut raw = Vec::with_capacity(rgb.len() + rows as usize);
    for row in rgb.chunks_exact(3 * columns.max(1) as usize) {
        // Each row begins with its filter: none.
        raw.push(0);
        raw.extend_from_slice(row);
    }
    let mut file = MAGIC.to_vec();
    let head = [&columns.to_be_bytes()[..], &rows.to_be_bytes(), &FORM].concat();
    put(&mut file, *b"IHDR", &head);
    put(&mut file, *b"IDAT", &compress_to_vec_zlib(&raw, LEVEL));
    put(&mut file, *b"IEND", &[]);
    file
}

/// Adds a chunk: its length, kind, content and checksum.
fn put(file: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) {
    let body = [&kind[..], content].concat();
    file.extend_from_slice(&(content.len() as u32).to_be_bytes());
    file.extend_from_slice(&body);
    file.extend_from_slice(&checksum(&body).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_two_cells_is_the_file_that_other_programs_read() {
        let file = encoded((2, 1), &[255, 0, 0, 0, 0, 255]);
        assert_eq!(file[..16], *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        // The checksum of this head as zlib has it.
        assert_eq!(file[29..33], [0x7b, 0x40, 0xe8, 0xdd]);
        assert!(file.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
        let length = u32::from_be_bytes([file[33], file[34], file[35], file[36]]) as usize;
        let raw = miniz_oxide::inflate::decompress_to_vec_zlib(&file[41..41 + length]).expect("packed by zlib");
        assert_eq!(raw, [0, 255, 0, 0, 0, 0, 255]);
    }
}
