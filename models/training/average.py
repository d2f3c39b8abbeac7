"""The mean of the weights of two checkpoints (Wortsman 2022, “Model soups”).

The second pass finds sentences better, the third keeps the vectors nearer to MiniLM's and so places whole records
better; their mean does both about as well as the better of the two.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    one, other = torch.load(options.one), torch.load(options.other)
    torch.save({name: (value + other[name]) / 2 if value.is_floating_point() else value
                for name, value in one.items()}, options.out)


if __name__ == "__main__":
    main()
