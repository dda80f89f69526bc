/** What a bar or line chart may be about: any values from `low` to `high`, in steps, are plausible. */
export interface ChartTopic {
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** What a pie may show the shares of. */
export interface ShareTopic {
  readonly title: string;
  readonly labels: readonly string[];
}

const topic = (
  title: string,
  unit: string,
  [low, high, step]: readonly [low: number, high: number, step: number],
  labels: string,
): ChartTopic => ({ title, unit, labels: labels.split(', '), low, high, step });

const share = (title: string, labels: string): ShareTopic => ({ title, labels: labels.split(', ') });

const months = 'Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec';
const weekdays = 'Mon, Tue, Wed, Thu, Fri, Sat, Sun';
const hours = '8:00, 9:00, 10:00, 11:00, 12:00, 13:00, 14:00, 15:00, 16:00, 17:00';
const years = '2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023';
const weeks = 'Week 1, Week 2, Week 3, Week 4, Week 5, Week 6, Week 7, Week 8, Week 9, Week 10';

/** Bars stand side by side: labels in any order. */
export const BAR_TOPICS: readonly ChartTopic[] = [
  topic(
    'Hot drinks sold in a day',
    'cups',
    [10, 95, 1],
    'Coffee, Black tea, Green tea, Cocoa, Espresso, Chai, Mocha',
  ),
  topic('Loaves baked in a week', 'loaves', [20, 290, 5], 'Rye, Wheat, Spelt, Oat, Sourdough, Corn, Barley'),
  topic(
    'Books lent by subject',
    'books',
    [50, 780, 10],
    'History, Travel, Crime, Poetry, Science, Cooking, Comics, Art',
  ),
  topic(
    'Trees planted in the park',
    'trees',
    [5, 58, 1],
    'Oak, Beech, Maple, Birch, Lime, Ash, Willow, Pine',
  ),
  topic(
    'Animals at the shelter',
    'animals',
    [3, 40, 1],
    'Dogs, Cats, Rabbits, Parrots, Hamsters, Turtles, Ponies',
  ),
  topic(
    'Fruit picked in the orchard',
    'kg',
    [40, 480, 10],
    'Apples, Pears, Plums, Cherries, Quinces, Apricots, Figs',
  ),
  topic(
    'Members of the sports clubs',
    'members',
    [20, 240, 5],
    'Tennis, Rowing, Judo, Chess, Handball, Fencing, Swimming',
  ),
  topic('Goals of the season', 'goals', [4, 39, 1], 'Foxes, Bears, Otters, Hawks, Wolves, Lynxes, Ravens'),
  topic(
    'Medals won at the games',
    'medals',
    [2, 29, 1],
    'Norland, Estria, Velmark, Quorra, Tavia, Ostmar, Lunia',
  ),
  topic(
    'Length of the hiking trails',
    'km',
    [4, 38, 0.5],
    'Lake, Ridge, Forest, Canyon, Meadow, Gorge, Coast',
  ),
  topic(
    'Height of the towers',
    'm',
    [30, 195, 5],
    'Town hall, Minster, Lighthouse, Castle, Old gate, Mill, Radio mast',
  ),
  topic('Honey from the hives', 'kg', [8, 57, 1], 'Hive A, Hive B, Hive C, Hive D, Hive E, Hive F, Hive G'),
  topic(
    'Power used by appliances',
    'kWh',
    [20, 390, 5],
    'Fridge, Oven, Washer, Dryer, Heater, Lamps, Screen',
  ),
  topic(
    'Time spent on hobbies in a month',
    'hours',
    [3, 48, 1],
    'Reading, Music, Running, Gaming, Knitting, Painting, Baking',
  ),
  topic(
    'Tickets sold by play',
    'tickets',
    [100, 1950, 50],
    'Comedy, Tragedy, Musical, Ballet, Opera, Puppets, Magic',
  ),
  topic('Weight of the pumpkins', 'kg', [2, 19.5, 0.5], 'Anna, Ben, Clara, David, Emma, Felix, Greta'),
  topic(
    'Ice cream sold by flavour',
    'scoops',
    [15, 196, 1],
    'Vanilla, Chocolate, Lemon, Mango, Hazelnut, Mint, Cherry',
  ),
  topic(
    'Birds counted at the lake',
    'birds',
    [6, 98, 1],
    'Swans, Ducks, Geese, Herons, Gulls, Coots, Grebes',
  ),
];

/** Lines run over time: neighbouring labels, in their order. */
export const LINE_TOPICS: readonly ChartTopic[] = [
  topic('Rainfall by month', 'mm', [10, 118, 1], months),
  topic('Visitors of the museum by month', 'visitors', [400, 5900, 100], months),
  topic('Bicycles sold by month', 'bicycles', [12, 98, 1], months),
  topic('Parcels delivered by month', 'parcels', [200, 1950, 50], months),
  topic('Hours of sunshine by month', 'hours', [40, 295, 5], months),
  topic('Steps walked by day', 'steps', [2000, 11900, 100], weekdays),
  topic('Bread rolls sold by day', 'rolls', [80, 590, 10], weekdays),
  topic('Swimmers at the pool by day', 'swimmers', [30, 390, 10], weekdays),
  topic('Pages read by day', 'pages', [5, 78, 1], weekdays),
  topic('Emails answered by day', 'emails', [6, 58, 1], weekdays),
  topic('Cars on the bridge by hour', 'cars', [60, 580, 10], hours),
  topic('Guests in the cafe by hour', 'guests', [4, 48, 1], hours),
  topic('Calls to the help line by hour', 'calls', [8, 98, 1], hours),
  topic('Wind speed by hour', 'km/h', [4, 58, 1], hours),
  topic('Wheat harvest by year', 'tonnes', [150, 980, 10], years),
  topic('Storks nesting by year', 'pairs', [5, 39, 1], years),
  topic('Members of the choir by year', 'members', [14, 78, 1], years),
  topic('Snow days by year', 'days', [5, 58, 1], years),
  topic('Plant height by week', 'cm', [2, 29.5, 0.5], weeks),
  topic('Training distance by week', 'km', [8, 78, 1], weeks),
];

/** Shares of a whole: slices in any order. */
export const PIE_TOPICS: readonly ShareTopic[] = [
  share('How pupils come to school', 'On foot, Bicycle, Bus, Car, Train, Scooter'),
  share('Favourite seasons', 'Spring, Summer, Autumn, Winter'),
  share('Pets in the street', 'Cats, Dogs, Birds, Fish, Rabbits, None'),
  share('What the garden is used for', 'Lawn, Vegetables, Flowers, Fruit trees, Paths, Pond'),
  share('Household spending', 'Rent, Food, Travel, Clothes, Leisure, Savings'),
  share('Sources of electricity', 'Wind, Solar, Hydro, Gas, Coal, Biomass'),
  share('Rubbish by kind', 'Paper, Glass, Plastic, Metal, Compost, Other'),
  share('Music played on the radio', 'Pop, Rock, Jazz, Classical, Folk, Hip hop'),
  share('Land use of the county', 'Forest, Fields, Towns, Lakes, Roads, Moor'),
  share('Votes for the school trip', 'Zoo, Museum, Castle, Beach, Caves, Theatre'),
  share('Favourite fruit of the class', 'Apples, Bananas, Grapes, Oranges, Melons, Kiwis'),
  share('Hours of a working day', 'Meetings, Writing, Calls, Reading, Breaks, Planning'),
  share('Orders at the restaurant', 'Pasta, Pizza, Salad, Soup, Fish, Curry'),
  share('Languages taught', 'Spanish, French, German, Italian, Latin, Japanese'),
  share('Films lent by kind', 'Drama, Comedy, Western, Mystery, Cartoon, Romance'),
  share('Crops on the farm', 'Wheat, Maize, Barley, Potatoes, Beets, Clover'),
  share('Ships in the harbour', 'Ferries, Tankers, Yachts, Trawlers, Tugs, Cruisers'),
  share('Bread sold at the market', 'White, Brown, Rye, Seeded, Rolls, Bagels'),
];
