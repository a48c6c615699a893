// The files of a table or of a report, each a link that the browser saves.
import { exportLink, files } from "./files.ts";

export interface FileListProps {
  address: string;
  charted?: boolean;
  /** True where it is of several tables. */
  several?: boolean;
}

export function FileList({ address, charted = false, several = false }: FileListProps) {
  return (
    <ul className="export-files">
      {files
        .filter((file) => (charted || !file.chart) && !(several && file.single))
        .map((file) => (
          <li key={file.ending}>
            <a href={exportLink(address, file.ending)} download>
              {file.said}
            </a>
            <span className="export-for">{file.for}</span>
            <span className="export-ending">.{file.ending}</span>
          </li>
        ))}
    </ul>
  );
}
