// A setup that fails, and a file that would pass.
export default function fails(): void {
  throw new Error("the setup fails");
}
