import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export interface HtmlForm {
  readonly action: string;
  /** What the page filled in, hidden fields among it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly inputs: readonly { readonly name: string; readonly type: string }[];
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly text: string }[];
}

/** The forms of a page, as a person without JavaScript has them. */
export function formsOf(text: string): HtmlForm[] {
  return elementsOf(parse(text), 'form').map((form) => {
    const inputs = elementsOf(form, 'input').map((input) => ({
      name: attribute(input, 'name'),
      type: attribute(input, 'type') || 'text',
      value: attribute(input, 'value'),
      checked: input.attrs.some(({ name }) => name === 'checked'),
    }));
    const sent = inputs.filter(
      ({ name, type, checked }) => name !== '' && (checked || (type !== 'checkbox' && type !== 'radio')),
    );
    return {
      action: attribute(form, 'action'),
      fields: Object.fromEntries(sent.map(({ name, value }) => [name, value])),
      inputs,
      buttons: elementsOf(form, 'button').map((button) => ({
        name: attribute(button, 'name'),
        value: attribute(button, 'value'),
        text: textOf(button),
      })),
    };
  });
}

function elementsOf(node: Node, tag: string): Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) => [
    ...('tagName' in child && child.tagName === tag ? [child] : []),
    ...elementsOf(child, tag),
  ]);
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((each) => each.name === name)?.value ?? '';
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
