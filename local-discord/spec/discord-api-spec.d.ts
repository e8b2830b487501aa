/** The package's own types are a TypeScript source that doesn't compile under this repository's settings. */
declare module 'discord-api-spec/zod' {
  const schemas: Readonly<Record<string, unknown>>;
  export default schemas;
}
