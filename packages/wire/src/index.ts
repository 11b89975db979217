/** The shared vocabulary: a schema and a type of the same name for every object that crosses the network. */
export * from './link/index.ts';
export * from './manage/index.ts';
export * from './oauth/index.ts';
export { type Fault, type Parsed, parse } from './parse.ts';
export * from './rest/index.ts';
