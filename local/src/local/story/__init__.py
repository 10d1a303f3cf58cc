"""The programme's story, played over the public REST APIs as anybody would."""
