/**
 * Makes a class the element of a tag, unless the page has one already: where two versions of these elements meet on a page,
 * the first one draws. (lit's decorator of this name would throw.)
 */
export const customElement =
  (tag: string) =>
  (element: CustomElementConstructor): void => {
    if (!customElements.get(tag)) customElements.define(tag, element);
  };
