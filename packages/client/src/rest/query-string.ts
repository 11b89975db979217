type Scalar = string | number | boolean;
export type Query = { [name: string]: Scalar | readonly Scalar[] | Query | undefined };

/** Writes a query as the API reads it: `filters[name]=a`, lists as `filters[id][]=1&filters[id][]=2`. */
export function queryString(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) append(parameters, name, value);
  return parameters.toString();
}

function append(parameters: URLSearchParams, name: string, value: Query[string]): void {
  if (value === undefined) return;
  if (isList(value)) {
    for (const item of value) parameters.append(`${name}[]`, String(item));
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) append(parameters, `${name}[${key}]`, inner);
  } else {
    parameters.append(name, String(value));
  }
}

function isList(value: Query[string]): value is readonly Scalar[] {
  return Array.isArray(value);
}
