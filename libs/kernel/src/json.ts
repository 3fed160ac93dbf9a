/** What a fact's data is made of: JSON without `undefined`, functions, dates or other classes. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}
