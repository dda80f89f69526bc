import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['coffee', 'lemonade'],
    both: [
      'some people add sugar',
      'you can order it in a cafe',
      'it can be served with ice',
      'you can offer it to guests',
    ],
    first: ['it keeps you awake', 'its beans are roasted'],
    second: ['it tastes sour and sweet', 'children sell it from a stand'],
  },
  {
    words: ['water', 'cocoa'],
    both: [
      'you can drink it',
      'a thirsty child may ask for it',
      'it can be hot or cold',
      'you find it in almost any kitchen',
    ],
    first: ['it has no colour', 'fish live in it', 'it comes out of a tap'],
    second: ['it is sweet and brown', 'it warms you after a day in the snow'],
  },
  {
    words: ['tea', 'milkshake'],
    both: [
      'you can drink it in a cafe',
      'it comes in many flavours',
      'it can have milk in it',
      'you can stir it with a spoon',
    ],
    first: ['it is made from dried leaves', 'you let it steep in a pot'],
    second: ['it is thick and cold', 'ice cream goes into it'],
  },
  {
    words: ['cola', 'milk'],
    both: ['it is best cold', 'it comes in bottles', 'children drink it', 'you find it in the fridge'],
    first: ['it is full of bubbles', 'it is dark brown'],
    second: ['it comes from an animal', 'babies drink it', 'you pour it over cereal'],
  },
  {
    words: ['smoothie', 'espresso'],
    both: [
      'you can drink it in the morning',
      'a machine helps you make it',
      'some people pay a lot for it',
      'it gives you energy',
    ],
    first: ['it is a blend of fruit', 'you may sip it through a straw'],
    second: ['it is tiny and strong', 'Italians drink it standing at the bar'],
  },
  {
    words: ['straw', 'bottle'],
    both: [
      'you put your lips to it',
      'it is useful for a cold drink',
      'too many of them end up in the sea',
      'it can be made of plastic',
    ],
    first: ['it is a thin tube', 'you can blow bubbles through it', 'the paper kind gets soggy'],
    second: ['it has a lid', 'wine or water is sold in it', 'a ship may be built inside it'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['coffee', 'tea'],
    both: ['people drink it hot', 'it contains caffeine', 'offices run on it', 'you can add milk'],
    first: ['it is ground before you brew it', 'it smells of roasted beans'],
    second: ['it comes in little bags', 'the British are famous for it', 'it can be green or black'],
  },
  {
    words: ['cola', 'juice'],
    both: [
      'it is sweet',
      'you drink it cold',
      'it comes in cans or bottles',
      'it is sold in every supermarket',
    ],
    first: ['it fizzes', 'its recipe is said to be secret'],
    second: ['it is pressed from fruit', 'a glass of it counts as healthy'],
  },
  {
    words: ['kettle', 'teapot'],
    both: [
      'it has a spout and a lid',
      'it holds hot liquid',
      'you find it in a kitchen',
      'you lift it by its handle',
    ],
    first: ['it switches off when the water boils', 'it can whistle on the stove'],
    second: ['you put leaves into it', 'it is often made of china', 'you bring it to the table'],
  },
  {
    words: ['mug', 'glass'],
    both: [
      'you drink from it',
      'it stands in a kitchen cupboard',
      'it breaks when you drop it',
      'it goes in the dishwasher',
    ],
    first: ['it has a handle', 'it may have a funny picture on it'],
    second: ['you can see through it', 'people clink it at a party'],
  },
  {
    words: ['cocoa', 'coffee'],
    both: ['it is brown', 'people like it hot', 'it is made from beans', 'some put milk in it'],
    first: ['children love it', 'marshmallows float on it'],
    second: ['it keeps you awake', 'adults drink it at work'],
  },
  {
    words: ['lemonade', 'milkshake'],
    both: [
      'it is cold and sweet',
      'you drink it in summer',
      'it can be served with a straw',
      'children like it',
    ],
    first: ['it is sour as well', 'you can see through it', 'you make it with squeezed fruit and water'],
    second: ['it is thick and creamy', 'it needs ice cream', 'you can have it in vanilla'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['latte', 'cappuccino'],
    both: [
      'it has milk and foam',
      'baristas make it',
      'its name is Italian',
      'it is served in a cup at a cafe',
    ],
    first: ['it is mostly warm milk', 'it often comes in a tall glass'],
    second: ['it has a thick cap of foam', 'it is dusted with chocolate powder'],
  },
  {
    words: ['smoothie', 'milkshake'],
    both: [
      'it is thick and cold',
      'it is made in a blender',
      'you drink it with a straw',
      'banana and strawberry are usual flavours',
    ],
    first: ['it counts as healthy', 'spinach can go into it'],
    second: ['it has ice cream in it', 'diners serve it with burgers'],
  },
  {
    words: ['mug', 'cup'],
    both: [
      'you drink something hot from it',
      'it has a handle',
      'it stands in the cupboard',
      'it can be made of china',
    ],
    first: ['it is big and heavy', 'it has no saucer', 'it often shows a joke or a photo'],
    second: ['it stands on a saucer', 'it is small and elegant', 'queens hold it with a raised finger'],
  },
  {
    words: ['bottle', 'flask'],
    both: ['you can carry a drink in it', 'it has a lid', 'hikers pack one', 'it is taller than it is wide'],
    first: ['you may get money back when you return it', 'messages travel across the sea in it'],
    second: ['it keeps your soup hot', 'it has a double wall'],
  },
  {
    words: ['soda', 'cola'],
    both: [
      'it is fizzy and sweet',
      'it comes in a can',
      'dentists do not like it',
      'it is kept in the fridge',
    ],
    first: ['it can taste of orange or grape', 'it can be clear as water'],
    second: ['it is always dark brown', 'two famous brands compete over it'],
  },
  {
    words: ['juice', 'lemonade'],
    both: [
      'it is made with fruit',
      'it is nice on a hot day',
      'it is sweet',
      'you drink it cold from a glass',
    ],
    first: ['it is pressed and nothing is added', 'you can get it from apples or oranges'],
    second: ['sugar and water are mixed in', 'there is always something sour in it'],
  },
];

export const drinks = wordPairs('drinks', { easy, medium, hard });
