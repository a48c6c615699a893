// What a file is, as its bytes say, whatever its name: a text, a workbook, a page of HTML, a table of ours as JSON, or nothing that has a table to read.
import { open, readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { InputError } from "../finance/inputError.ts";
import { encodingOf, type TextForm, utf16Of } from "./encoding.ts";
import { broken, mostFileBytes, partsOf, sayBroken } from "./zip.ts";

export type FileForm =
  | { readonly format: "CSV"; readonly bytes: number; readonly text: TextForm }
  | { readonly format: "HTML" | "JSON"; readonly bytes: number; readonly text: TextForm }
  | { readonly format: ".xlsx" | ".ods"; readonly bytes: number; readonly data: Buffer };

const headBytes = 4_096;
const saveAs = "Save it as “CSV UTF-8” or .xlsx and choose that file.";

/** @throws InputError on "file": empty, no table, a program's file that is not read, with what to do about it. */
export async function formOf(path: string): Promise<FileForm> {
  const { head, bytes } = await beginning(path);
  if (bytes === 0) throw new InputError("file", "The file is empty.");
  const starts = (hex: string) => head.toString("hex", 0, hex.length / 2) === hex;
  if (starts("504b0304") || starts("504b0506")) return workbookOf(path, bytes);
  if (starts("d0cf11e0")) throw new InputError("file", compound(await ending(path, bytes), head));
  if (starts("25504446")) throw new InputError("file", `This is a PDF. Open the table that it was made from. ${saveAs}`);
  if (starts("7b5c727466")) throw new InputError("file", `This is a text of Word (.rtf). Copy its table into a workbook. ${saveAs}`);
  // Told by its beginning: the rest of it may be long.
  if (head.includes(0) && !utf16Of(head)) throw new InputError("file", `This is not a table of text. Open it in the program that it was made with. ${saveAs}`);
  const text = await encodingOf(path, head);
  const begins = new TextDecoder(text.encoding).decode(head.subarray(text.begins)).trimStart();
  if (/^(<(!doctype html|html|head|body|meta|style|table|!--)|version:[\d.]+\s)/i.test(begins)) return { format: "HTML", bytes, text };
  if (/^<\?xml[^>]*\?>\s*(<!doctype html|<html)/i.test(begins)) return { format: "HTML", bytes, text };
  if (/^<\?xml|^<[a-z]+[^,;\t]*>/i.test(begins)) throw new InputError("file", `This is XML. Open it in Excel or in the program that it was made with. ${saveAs}`);
  if (/^\{\s*"/.test(begins)) return { format: "JSON", bytes, text };
  return { format: "CSV", bytes, text };
}

async function beginning(path: string): Promise<{ head: Buffer; bytes: number }> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { head: buffer.subarray(0, bytesRead), bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

async function workbookOf(path: string, bytes: number): Promise<FileForm> {
  if (bytes > mostFileBytes) throw new InputError("file", "The workbook is larger than 50 MiB. Save the sheet as “CSV UTF-8” and choose that file.");
  const data = await readFile(path);
  const parts = partsOf(data);
  if (parts.includes("xl/workbook.bin")) throw new InputError("file", `This is an .xlsb workbook. Open it in Excel. ${saveAs}`);
  if (parts.some((part) => part.startsWith("word/"))) throw new InputError("file", `This is a Word document (.docx). Copy its table into a workbook. ${saveAs}`);
  if (parts.some((part) => part.startsWith("ppt/"))) throw new InputError("file", `These are slides (.pptx). Copy the table into a workbook. ${saveAs}`);
  if (parts.includes("content.xml")) {
    if (!mimeOf(data).includes("opendocument.spreadsheet"))
      throw new InputError("file", `This is a document of LibreOffice that is no spreadsheet. Copy its table into a workbook. ${saveAs}`);
    return { format: ".ods", bytes, data };
  }
  if (!parts.includes("[Content_Types].xml")) throw new InputError("file", parts.length > 0 ? `This is a zip archive. Unpack it, and choose the table in it. ${broken}` : broken);
  return { format: ".xlsx", bytes, data };
}

/** What an OpenDocument says that it is. @throws InputError of one that is damaged. */
function mimeOf(data: Buffer): string {
  try {
    const { mimetype } = unzipSync(data, { filter: ({ name }) => name === "mimetype" });
    return mimetype ? strFromU8(mimetype) : "";
  } catch (error) {
    return sayBroken(error);
  }
}

/** What stands in the directory of an old office file, or of one with a password, names it. */
function compound(end: Buffer, head: Buffer): string {
  const all = Buffer.concat([head, end]);
  const has = (name: string) => all.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) return `This file has a password. Take the password off in the program that it was made with. ${saveAs}`;
  if (has("WordDocument")) return `This is an old Word document (.doc). Copy its table into a workbook. ${saveAs}`;
  return `This is an old .xls workbook, or one with a password. Take the password off. ${saveAs}`;
}

async function ending(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    // The directory of such a file may stand anywhere; of those that programs write it is mostly near an end.
    const length = Math.min(bytes, 1_048_576);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, Math.max(0, bytes - length));
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
