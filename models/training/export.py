"""Writes a checkpoint of the reader as GGUF for llama.cpp (architecture `bert`, pooling RANK, one output).

Written directly with gguf-py: llama.cpp's own converter leaves out the pooler (`bert.pooler.dense`), without which the
scores are wrong and nothing says so. Matrices are quantized to Q8_0; norms, biases, positions and the head stay F32.
Beside the model go its card's facts (`.toml`, hashes) and golden scores for the test of agreement (`.golden.json`).
"""

import argparse
import hashlib
import json
from pathlib import Path

import gguf
import numpy as np
import torch

from reader import Reader, Words

GOLDEN = [
    ("Aspirin after stroke", "Aspirin for the prevention of recurrent stroke: a randomised controlled trial. "
     "Methods: 1,204 adults with ischaemic stroke were allocated to aspirin or placebo."),
    ("Aspirin after stroke", "Knitting patterns of the north: an illustrated history."),
    ("Randomised controlled trial", "We interviewed 24 nurses about their experience of night shifts."),
    ("Randomised controlled trial", "Patients were randomly assigned to either treatment by a computer-generated list."),
    ("Who took part?", "Eighty-two children aged 6 to 12 years with asthma were recruited at three hospitals."),
    ("Who took part?", "The difference was not significant (p = 0.41)."),
    ("What is the effect of metformin compared with placebo on body weight?",
     "Body weight fell by 2.1 kg with metformin and rose by 0.3 kg with placebo (p < 0.001)."),
    ("What is the effect of metformin compared with placebo on body weight?",
     "Blood was drawn after an overnight fast and stored at −80 °C."),
    ("Capsule endoscopy for oesophageal varices in cirrhosis",
     "Oesophageal capsule endoscopy versus gastroscopy for the detection of varices: sensitivity was 84 %, "
     "specificity 88 % in 120 patients with cirrhosis."),
    ("Review article", "This systematic review and meta-analysis included 14 studies with 3,210 participants."),
]


def tokens_of(words: Words) -> list[bytes]:
    """The vocabulary as llama.cpp's WordPiece wants it: words begin with ▁, continuations stand bare."""
    vocabulary = sorted(words.tokenizer.get_vocab().items(), key=lambda item: item[1])
    result = []
    for token, _ in vocabulary:
        if token.startswith("[") and token.endswith("]"):
            result.append(token)
        elif token.startswith("##"):
            result.append(token[2:])
        else:
            result.append("\u2581" + token)
    return [t.encode() for t in result]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path, help="the .gguf file")
    options = parser.parse_args()
    words, model = Words(options.base), Reader(options.base)
    model.load_state_dict(torch.load(options.checkpoint))
    model.eval()
    config = model.trunk.config
    writer = gguf.GGUFWriter(options.out, "bert")
    writer.add_name("Attest reader")
    writer.add_description("Scores whether a title and abstract meets a criterion, and whether a sentence answers a question.")
    writer.add_license("apache-2.0")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_head_count(config.num_attention_heads)
    writer.add_layer_norm_eps(config.layer_norm_eps)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.RANK)
    writer.add_classifier_output_labels(["meets"])
    tokens = tokens_of(words)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_type_count(config.type_vocab_size)
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.CONTROL if t.startswith(b"[") and t.endswith(b"]") and len(t) > 3
                            else gguf.TokenType.NORMAL for t in tokens])
    names = words.tokenizer
    writer.add_unk_token_id(names.unk_token_id)
    writer.add_sep_token_id(names.sep_token_id)
    writer.add_pad_token_id(names.pad_token_id)
    writer.add_mask_token_id(names.mask_token_id)
    writer.add_bos_token_id(names.cls_token_id)
    writer.add_eos_token_id(names.sep_token_id)

    def put(name: str, tensor: torch.Tensor, exact: bool = False) -> None:
        data = tensor.detach().float().numpy().astype(np.float32)
        if exact or data.ndim < 2:
            writer.add_tensor(name, data)
        else:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, gguf.quants.quantize(data, kind), raw_dtype=kind)

    trunk = model.trunk
    put("token_embd.weight", trunk.embeddings.word_embeddings.weight)
    put("position_embd.weight", trunk.embeddings.position_embeddings.weight, exact=True)
    put("token_types.weight", trunk.embeddings.token_type_embeddings.weight, exact=True)
    put("token_embd_norm.weight", trunk.embeddings.LayerNorm.weight)
    put("token_embd_norm.bias", trunk.embeddings.LayerNorm.bias)
    for i, layer in enumerate(trunk.encoder.layer):
        attention = layer.attention
        for name, part in {
            "attn_q": attention.self.query, "attn_k": attention.self.key, "attn_v": attention.self.value,
            "attn_output": attention.output.dense, "attn_output_norm": attention.output.LayerNorm,
            "ffn_up": layer.intermediate.dense, "ffn_down": layer.output.dense,
            "layer_output_norm": layer.output.LayerNorm,
        }.items():
            put(f"blk.{i}.{name}.weight", part.weight)
            put(f"blk.{i}.{name}.bias", part.bias)
    put("cls.weight", model.dense.weight, exact=True)
    put("cls.bias", model.dense.bias)
    put("cls.output.weight", model.out.weight, exact=True)
    put("cls.output.bias", model.out.bias)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()

    golden = []
    with torch.no_grad():
        for question, text in GOLDEN:
            row = words.pair(words.ids([question])[0], words.ids([text])[0], 320)
            golden.append({"question": question, "text": text, "score": round(model(*words.batch([row])).item(), 4)})
    options.out.with_suffix(".golden.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
    digest = hashlib.sha256(options.out.read_bytes()).hexdigest()
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
