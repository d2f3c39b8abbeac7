"""The reader as a PyTorch module: MiniLM with a pooler and one logit, as llama.cpp runs it with pooling type RANK.

llama.cpp computes `cls.output · tanh(cls · h[CLS])` and feeds token type 0 for both segments, so the module does too.
Mean pooling of the same weights gives sentence embeddings (llama.cpp: pooling type MEAN).
"""

from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

QUERY_TOKENS = 96


class Reader(nn.Module):
    def __init__(self, base: str | Path):
        super().__init__()
        self.trunk = AutoModel.from_pretrained(base, attn_implementation="eager", add_pooling_layer=False,
                                               hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        width = self.trunk.config.hidden_size
        self.dense = nn.Linear(width, width)
        self.out = nn.Linear(width, 1)
        nn.init.eye_(self.dense.weight)
        nn.init.zeros_(self.dense.bias)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits of token ids (rows: `[CLS] query [SEP] text [SEP]`)."""
        hidden = self.trunk(input_ids=ids, attention_mask=mask).last_hidden_state[:, 0].float()
        return self.out(torch.tanh(self.dense(hidden))).squeeze(-1)

    def embed(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unit vectors of token ids (rows: `[CLS] text [SEP]`)."""
        hidden = self.trunk(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        weights = mask.unsqueeze(-1).float()
        return nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)


class Words:
    """Token ids of queries and texts, cut to what the reader is given."""

    def __init__(self, base: str | Path):
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        self.tokenizer.model_max_length = 10**9
        self.cls, self.sep, self.pad = (self.tokenizer.convert_tokens_to_ids(t) for t in ("[CLS]", "[SEP]", "[PAD]"))

    def ids(self, texts: list[str]) -> list[list[int]]:
        return self.tokenizer(texts, add_special_tokens=False)["input_ids"] if texts else []

    def pair(self, query: list[int], text: list[int], most: int) -> list[int]:
        query = query[:QUERY_TOKENS]
        return [self.cls, *query, self.sep, *text[: most - len(query) - 3], self.sep]

    def single(self, text: list[int], most: int) -> list[int]:
        return [self.cls, *text[: most - 2], self.sep]

    def batch(self, rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        longest = max(map(len, rows))
        ids = torch.full((len(rows), longest), self.pad)
        mask = torch.zeros((len(rows), longest), dtype=torch.long)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = torch.tensor(row)
            mask[i, : len(row)] = 1
        return ids, mask
