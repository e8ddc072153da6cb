'use strict';

// Selectors for text that people would read. All such text belongs in strings.resjson.

/** A sentence or a title: a capital letter and a second word. */
const sentence = "/^\\p{Lu}\\p{Ll}+(?:['’]\\p{L}+)? \\p{L}/u";

/** Errors are only for readers of a log. */
const notInError = ':not(NewExpression:matches([callee.name=/Error$/], [callee.property.name=/Error$/]) *)';

const wordsInCode = {
  selector:
    `Literal[value=${sentence}]${notInError}, ` +
    `TemplateLiteral > TemplateElement:first-child[value.cooked=${sentence}]${notInError}`,
  message: 'This is text: put all text in strings.resjson, where it can be translated.'
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

/** The selectors match the node around a literal, because expressions don't have their own line. */
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

/** What belongs to a sentence but isn't a word of it. Line breaks separate texts. They don't join them. */
const separator = '[\\p{P}\\p{Zs}]';

/** A call of a function that returns text for people, or such a text itself. */
const text =
  ':matches(CallExpression[callee.name=/^(?:fillIn|plural|formatList|.+InWords)$/], ' +
  'MemberExpression[object.name=/^(?:strings|words)$/], ' +
  'MemberExpression[object.object.name=/^(?:strings|words)$/], ' +
  "MemberExpression[object.property.name='strings'], MemberExpression[object.object.property.name='strings'])";

/** Texts that are put together. IDs and classes are no texts. */
const joinedInCode = {
  selector: [
    `CallExpression[callee.property.name='join'] > Literal.arguments[value=/${separator}/u]`,
    `BinaryExpression[operator='+'] > Literal[value=/${separator}/u]`,
    `BinaryExpression[operator='+'] > ${text}`,
    `TemplateLiteral > ${text}`,
    `TemplateLiteral[expressions.length>1] > TemplateElement[value.cooked=/^${separator}*\\p{Zs}${separator}*$/u]`
  ].join(', '),
  message: 'Other languages join texts in other ways: write a whole text with {0} and {1}, or a list with formatList().'
};

const addition = "Binary[operation='+'] > LiteralPrimitive[value=/^/]";

/** Attributes and inputs with IDs, classes, or coordinates. */
const notText = '/^(?:id|for|aria-(?:controls|describedby|labelledby)|transform|.*class)$/i';

const joinedInTemplates = {
  selector: [
    'BoundText[value.ast.expressions.length>1]',
    `BoundText[value.source=/(?:^|\\}\\})(?:(?!\\{\\{).)*?(?!\\{\\{)\\p{P}/su]`,
    `[type=/^Text\\W?\\d*$/][value=/^\\s*\\p{P}+\\s*$/u]`,
    `BoundText:has(${addition})`,
    `BoundAttribute[name!=${notText}]:has(${addition})`,
    `BoundAttribute[name=${spoken}][value.ast.type='Interpolation']`
  ].join(', '),
  message: joinedInCode.message
};

module.exports = { joinedInCode, joinedInTemplates, wordsInCode, wordsInTemplates };
