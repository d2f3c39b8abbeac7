// Where a new review shall lie, proposed from its title.

const LONGEST = 80;

/** The name of the folder for a review of that title: what no file system refuses, cut at a word. */
export function folderName(title: string): string {
  const plain = title
    .normalize("NFC")
    // Characters that Windows, macOS or Linux keep for themselves, and all that cannot be seen.
    .replace(/[<>:"/\\|?*]|\p{C}/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const short = plain.length <= LONGEST ? plain : plain.slice(0, LONGEST + 1).replace(/\s+\S*$/, "").slice(0, LONGEST);
  // Windows drops dots at the end, and a dot at the beginning hides the folder.
  const name = short.replace(/^[.\s]+|[.\s]+$/g, "");
  return name === "" ? "" : `${name}.review`;
}

/** A folder within another, with the mark that its system uses. */
export function within(folder: string, name: string): string {
  const mark = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return folder.endsWith(mark) ? folder + name : folder + mark + name;
}

/** The review that was meant by a folder or by a file in it. */
export function reviewFolder(path: string): string {
  return path.trim().replace(/[/\\](review\.db)?[/\\]*$/, "");
}
