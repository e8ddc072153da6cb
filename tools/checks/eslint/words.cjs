'use strict';

// Selectors for text that people would read. Such words stand only in strings.resjson.

/** A sentence or a title: a capital letter and a second word. */
const sentence = "/^\\p{Lu}\\p{Ll}+(?:['’]\\p{L}+)? \\p{L}/u";

/** Errors are only for readers of a log. */
const notInError = ':not(NewExpression:matches([callee.name=/Error$/], [callee.property.name=/Error$/]) *)';

const wordsInCode = {
  selector:
    `Literal[value=${sentence}]${notInError}, ` +
    `TemplateLiteral > TemplateElement:first-child[value.cooked=${sentence}]${notInError}`,
  message: 'This is text: words stand only in strings.resjson, where they can be translated.'
};

const letters = '/\\p{L}{2}/u';

/** Letters before, between or after `{{ }}`. */
const lettersAround = '/(?:^|\\}\\})(?:(?!\\{\\{).)*?\\p{L}{2}/su';

/** Attributes and inputs whose values people read. */
const spoken =
  '/^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|alt|title|label|placeholder|text|header|' +
  'heading|headerText|description|message|tooltip|caption|content|hint|summary)$/i';

/** A literal that a binding shows. A comparison names a kind, and a key names a property. */
const literal = `LiteralPrimitive[value=${letters}]:not(:matches(Binary[operation=/^[!=]=/], KeyedRead) *)`;

/** The selectors stand on the node around a literal, since expressions have no line of their own. */
const wordsInTemplates = {
  selector: [
    `[type=/^Text\\W?\\d*$/][value=${letters}]`,
    `TextAttribute[name=${spoken}][value=${letters}]`,
    `BoundText[value.source=${lettersAround}]`,
    `BoundText:has(${literal})`,
    `BoundAttribute[name=${spoken}][value.ast.type='Interpolation'][value.source=${lettersAround}]`,
    `BoundAttribute[name=${spoken}]:has(${literal})`,
    '[type=/^Icu/]'
  ].join(', '),
  message: wordsInCode.message
};

module.exports = { wordsInCode, wordsInTemplates };
