// A file as its text, which Vite gives for `?raw`.
declare module "*?raw" {
  const text: string;
  export default text;
}
