//! [`give_memory_back`]: how the allocator of the C library keeps what the program has freed.

/// Makes the allocator give freed memory back to the system early. To be called once, first thing in a program.
///
/// By itself glibc keeps an arena per thread, up to eight a core, and learns to hold back blocks of up to 32 MB; after a
/// ranking of 100,000 records that is 100 MB that nobody uses (docs/BENCHMARKS.md, “The window”). Two arenas and fixed
/// thresholds of 128 KiB give it back. Has no effect with another C library.
pub fn give_memory_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    settings_of_glibc();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code, reason = "a setting of the C library")]
fn settings_of_glibc() {
    const KEPT: libc::c_int = 128 * 1024;
    // SAFETY: `mallopt` takes two numbers, locks the allocator while it changes its settings, and may be called at any
    // time. That it refuses a setting changes nothing, so its answer is not looked at.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 2);
        libc::mallopt(libc::M_TRIM_THRESHOLD, KEPT);
        libc::mallopt(libc::M_MMAP_THRESHOLD, KEPT);
    }
}
