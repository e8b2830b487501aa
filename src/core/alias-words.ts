/** Friendly words of which aliases are made. None of them can hurt: no size, colour, age, body or slowness, and no animal used as an insult. */
export const MANNERS =
  'Able Airy Apt Awake Balmy Blithe Bold Brave Breezy Bright Brisk Calm Candid Caring Cheery Civil Clear Clever Cosy Curious Daring Dear Deft Eager Early Earnest Easy Fair Fearless Festive Fond Frank Free Fresh Friendly Gallant Gentle Genial Giving Glad Gleaming Golden Graceful Hardy Hearty Helpful Honest Hopeful Humble Jaunty Jolly Jovial Joyful Keen Kind Lively Loyal Lucid Lucky Mellow Merry Mindful Modest Neat Nimble Noble Patient Placid Playful Plucky Polite Proud Quick Quiet Ready Rested Serene Sincere Smiling Steady Sunny Tidy Trusty Upbeat Valiant Vivid Warm Wise Witty Zesty'.split(
    ' ',
  );

export const BEINGS =
  'Acorn Albatross Alder Aspen Badger Beacon Birch Bluebell Brook Butterfly Canyon Cedar Clover Comet Compass Coral Cove Cypress Daisy Dolphin Dragonfly Dune Eagle Elm Falcon Fern Finch Firefly Fjord Gazelle Glacier Grove Harbour Hare Hawk Hazel Heron Hummingbird Iris Island Jasmine Juniper Kestrel Kingfisher Kite Lagoon Lantern Lark Laurel Lily Linden Lotus Lynx Magnolia Maple Marigold Martin Meadow Meteor Nightingale Oak Orchard Orchid Oriole Osprey Otter Owl Pebble Pelican Pine Plover Poplar Puffin Quail Ravine Reef Robin Rowan Sage Seal Skylark Snowdrop Sparrow Spruce Starling Stork Summit Swallow Swan Swift Thistle Thrush Tulip Valley Violet Walnut Willow Wren'.split(
    ' ',
  );
