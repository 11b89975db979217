import { parseAst } from 'vite';

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Attributes whose text is for machines. Every other attribute of text counts as shown to a person. */
const forMachines =
  /^(?:key|id|htmlFor|className|style|role|type|name|value|href|src|rel|target|lang|dir|to|params|search|dateTime|width|height|viewBox|fill|stroke.*|d|r|[cxy]|rx|cx|cy|xmlns|focusable|color|c|bg|variant|size|radius|gap|p[xytb]?|m[xytbae]?|fw|fz|align|justify|wrap|position|placement|shadow|order|component|tt|ta|w|h|maw|mih|autoComplete|inputMode|display|shape|scope|tab|tone|level|preserveAspectRatio|padding|defaultColorScheme|aria-(?:hidden|live|current|labelledby|describedby|controls|atomic|expanded|haspopup|busy)|data-.*)$/;

/** The literal words of a component that a person would see or hear. */
export function literalTexts(source: string): string[] {
  const found: string[] = [];
  visit(parseAst(source, { lang: 'tsx' }) as unknown as Node, (node) => {
    if (node.type === 'JSXText') take(node.value, found);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of nodesOf(node.children)) {
        if (child.type === 'JSXExpressionContainer') said(child.expression as Node, found);
      }
    }
    if (node.type === 'JSXAttribute' && !forMachines.test(nameOf(node.name as Node))) {
      const value = node.value as Node | null;
      if (value !== null)
        said(value.type === 'JSXExpressionContainer' ? (value.expression as Node) : value, found);
    }
  });
  return found;
}

/** The words an expression can come to; arguments of calls, such as keys of the catalogue, are not said. */
function said(node: Node, found: string[]): void {
  if (node.type === 'Literal') take(node.value, found);
  if (node.type === 'TemplateLiteral') {
    for (const part of nodesOf(node.quasis)) take((part.value as { cooked: string }).cooked, found);
  }
  if (node.type === 'ConditionalExpression') {
    said(node.consequent as Node, found);
    said(node.alternate as Node, found);
  }
  if (node.type === 'LogicalExpression') {
    said(node.left as Node, found);
    said(node.right as Node, found);
  }
  if (node.type === 'ObjectExpression') {
    for (const { key, value } of nodesOf(node.properties) as unknown as { key?: Node; value?: Node }[]) {
      if (key && value && !forMachines.test(nameOf(key))) said(value, found);
    }
  }
}

function take(text: unknown, found: string[]): void {
  if (typeof text === 'string' && /\p{Letter}{2}/u.test(text)) found.push(text);
}

function nameOf(node: Node): string {
  return String(node.name ?? node.value);
}

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value : [];
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) visit(child as Node, look);
    }
  }
}
