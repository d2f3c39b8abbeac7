//! The PRISMA 2020 flow: boxes, arithmetic, CSV and drawing.
