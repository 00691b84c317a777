//! IDX files: read where they are whole, refused with the reason where they are not.

use gradlight_core::idx::{self, Fault, Idx, Images};

fn images(count: u32, side: u32, pixels: usize) -> Vec<u8> {
    let header = [0x803, count, side, side];
    [header.iter().flat_map(|word| word.to_be_bytes()).collect(), vec![7; pixels]].concat()
}

fn labels(count: u32, labels: &[u8]) -> Vec<u8> {
    [&0x801_u32.to_be_bytes(), &count.to_be_bytes(), labels].concat()
}

#[test]
fn images_and_their_labels_belong_together() {
    let Ok(Idx::Images(images)) = idx::read(&images(3, 28, 3 * 784)) else { panic!("images") };
    assert_eq!(images.count(), 3);
    let pictures = idx::pictures(images, vec![1, 2, 9], 28).unwrap();
    assert_eq!((pictures.len(), pictures.label(2), pictures.picture(2).len()), (3, 9, 784));
}

#[test]
fn every_way_a_file_can_be_wrong_has_its_reason() {
    assert_eq!(idx::read(&[]), Err(Fault::Header(0)));
    assert_eq!(idx::read(&images(1, 28, 0)[..15]), Err(Fault::Header(15)));
    assert_eq!(idx::read(b"\x89PNG\r\n\x1a\n        "), Err(Fault::Magic(0x8950_4e47)));
    assert_eq!(idx::read(&images(3, 28, 784)), Err(Fault::Length { promised: 2352, found: 784 }));
    assert_eq!(idx::read(&images(1, 28, 785)), Err(Fault::Length { promised: 784, found: 785 }));
    let boundless = Fault::Length { promised: u64::MAX, found: 784 };
    assert_eq!(idx::read(&images(u32::MAX, u32::MAX, 784)), Err(boundless), "a header that promises everything");
    assert_eq!(idx::read(&images(0, 28, 0)), Err(Fault::Empty));
    assert_eq!(idx::read(&labels(3, &[1, 2])), Err(Fault::Length { promised: 3, found: 2 }));
    assert_eq!(idx::read(&labels(2, &[1, 10])), Err(Fault::Label { place: 1, label: 10 }));
}

#[test]
fn pairs_that_do_not_match_are_refused() {
    let images = |rows: usize, columns: usize| Images { rows, columns, pixels: vec![0; 2 * rows * columns] };
    let fault = idx::pictures(images(32, 32), vec![0, 1], 28).unwrap_err();
    assert_eq!(fault.to_string(), "its images are 32×32, but the network takes 28×28");
    let fault = idx::pictures(images(28, 28), vec![0, 1, 2], 28).unwrap_err();
    assert_eq!(fault.to_string(), "there are 2 images but 3 labels");
}
